package badezimmer.sink;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SinkIT extends SinkTest {}
