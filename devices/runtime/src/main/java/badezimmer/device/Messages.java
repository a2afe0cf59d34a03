package badezimmer.device;

import io.quarkus.runtime.annotations.RegisterForReflection;

import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;
import badezimmer.proto.Color;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceEvent;
import badezimmer.proto.ErrorDetails;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.ListConnectedDevicesRequest;
import badezimmer.proto.ListConnectedDevicesResponse;
import badezimmer.proto.MDNS;
import badezimmer.proto.MDNSARecord;
import badezimmer.proto.MDNSPointerRecord;
import badezimmer.proto.MDNSQueryRequest;
import badezimmer.proto.MDNSQueryResponse;
import badezimmer.proto.MDNSQuestion;
import badezimmer.proto.MDNSRecord;
import badezimmer.proto.MDNSSRVRecord;
import badezimmer.proto.MDNSTextRecord;
import badezimmer.proto.SendActuatorCommandRequest;
import badezimmer.proto.SendActuatorCommandResponse;
import badezimmer.proto.SinkActionRequest;
import badezimmer.proto.WatchDevicesRequest;

/** Native image: protobuf reads its messages and their builders by reflection where it prints or compares them. */
@RegisterForReflection(
        ignoreNested = false,
        targets = {
            BadezimmerRequest.class,
            BadezimmerResponse.class,
            Color.class,
            ConnectedDevice.class,
            DeviceEvent.class,
            ErrorDetails.class,
            LightLampActionRequest.class,
            ListConnectedDevicesRequest.class,
            ListConnectedDevicesResponse.class,
            MDNS.class,
            MDNSARecord.class,
            MDNSPointerRecord.class,
            MDNSQueryRequest.class,
            MDNSQueryResponse.class,
            MDNSQuestion.class,
            MDNSRecord.class,
            MDNSSRVRecord.class,
            MDNSTextRecord.class,
            SendActuatorCommandRequest.class,
            SendActuatorCommandResponse.class,
            SinkActionRequest.class,
            WatchDevicesRequest.class
        })
final class Messages {

    private Messages() {}
}
