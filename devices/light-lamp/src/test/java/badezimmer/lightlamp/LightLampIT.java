package badezimmer.lightlamp;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LightLampIT extends LightLampTest {}
