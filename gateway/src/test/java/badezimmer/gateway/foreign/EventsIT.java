package badezimmer.gateway.foreign;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class EventsIT extends EventsTest {}
