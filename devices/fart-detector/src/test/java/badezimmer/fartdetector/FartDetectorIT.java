package badezimmer.fartdetector;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FartDetectorIT extends FartDetectorTest {}
