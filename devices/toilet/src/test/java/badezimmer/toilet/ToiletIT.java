package badezimmer.toilet;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ToiletIT extends ToiletTest {}
