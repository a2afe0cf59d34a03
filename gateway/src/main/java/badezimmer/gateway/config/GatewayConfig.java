package badezimmer.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What can be configured, below {@code badezimmer.}; {@link ConfigCheck} holds the ranges. */
@ConfigMapping(prefix = "badezimmer")
public interface GatewayConfig {

    Discovery discovery();

    Link link();

    Health health();

    Command command();

    Registry registry();

    Network network();

    /** Whether a build brings the dashboard; means nothing later. */
    @WithDefault("true")
    boolean webui();

    /** How devices are heard. */
    interface Discovery {

        /** The IPv4 multicast group that devices announce themselves to. */
        @WithDefault("224.0.0.251")
        String group();

        /** The UDP port of the group. */
        @WithDefault("5369")
        int port();

        /** Names of the interfaces to listen on; every suitable one if there is none. */
        Optional<List<String>> interfaces();

        /** What is taken from strangers; what is above is dropped and counted. */
        Limits limits();
    }

    /** What is taken from the network, see {@code DiscoverySettings.Limits}. */
    interface Limits {

        /** Records in one datagram. */
        @WithDefault("64")
        int records();

        /** Properties of one device. */
        @WithDefault("32")
        int properties();

        /** Bytes of all properties of one device. */
        @WithDefault("4096")
        int textBytes();

        /** Datagrams a second from one address, with a burst of four times as many. */
        @WithDefault("50")
        int sourceRate();

        /** Datagrams a second from everybody. */
        @WithDefault("2000")
        int totalRate();
    }

    /** The connection to each device. */
    interface Link {

        /** How long a connection may be idle before the device is asked whether it is there. */
        @WithDefault("15s")
        Duration pingInterval();

        /** How long the answer to that may take. */
        @WithDefault("3s")
        Duration pingTimeout();

        /** How much longer a device that is silent counts as there, while it is looked for by other connections. */
        @WithDefault("4s")
        Duration grace();

        /** How long one attempt to connect may take. */
        @WithDefault("1s")
        Duration connectTimeout();

        /** The longest answer that is taken from a device, in bytes. */
        @WithDefault("65536")
        int maxMessage();

        /** How many commands may wait for one device. */
        @WithDefault("64")
        int maxQueue();
    }

    /** The cycle that checks every device, whatever its link says. */
    interface Health {

        /** Between two cycles. */
        @WithDefault("60s")
        Duration interval();

        /** How long a device may take to accept a connection. */
        @WithDefault("1s")
        Duration timeout();
    }

    /** Commands to devices. */
    interface Command {

        /** For a command in all: waiting for its turn, sending, and the device's answer. */
        @WithDefault("5s")
        Duration timeout();
    }

    /** The list of devices. */
    interface Registry {

        /** How long a device that is OFFLINE stays listed. */
        @WithDefault("1h")
        Duration forgetOfflineAfter();

        /** How many devices are listed; never fewer than of one address. They may hold 1 KiB each, on average. */
        @WithDefault("8192")
        int maxDevices();

        /**
         * How many devices are listed that were announced from one address, which may send as many datagrams a second. Once eight times as many are listed in all, an
         * address has a sixteenth of it for devices that were never reached.
         */
        @WithDefault("64")
        int maxDevicesPerSource();
    }

    /** Where the gateway connects to. */
    interface Network {

        /** CIDRs that it connects into besides the subnets of its own interfaces, e.g. {@code 10.1.0.0/16}. */
        Optional<List<String>> allowed();
    }
}
