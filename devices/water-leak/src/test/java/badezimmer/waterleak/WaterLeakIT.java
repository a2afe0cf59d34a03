package badezimmer.waterleak;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class WaterLeakIT extends WaterLeakTest {}
