package badezimmer.gateway.foreign;

import java.util.List;
import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

import static badezimmer.device.testing.Patience.await;

/** The gateway as a REST client sees it. */
public final class Gateway {

    private Gateway() {}

    static List<String> ids() {
        return RestAssured.get("/devices").jsonPath().getList("id");
    }

    static Map<String, Object> device(String id) {
        return RestAssured.get("/devices/{id}", id).jsonPath().getMap("");
    }

    /** The status without its suffix, or null if the device is not listed. */
    static String status(String id) {
        Object status = device(id).get("status");
        return status instanceof String name ? name.replace("_DEVICE_STATUS", "") : null;
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> properties(String id) {
        return (Map<String, String>) device(id).get("properties");
    }

    public static void awaitStatus(String id, String status) {
        await().until(() -> status.equals(status(id)));
    }

    static void awaitGone(String id) {
        await().until(() -> !ids().contains(id));
    }

    static ValidatableResponse patch(String kind, String id, String body) {
        return RestAssured.given()
                .contentType("application/json")
                .body(body)
                .patch("/devices/{kind}/{id}", kind, id)
                .then();
    }
}
