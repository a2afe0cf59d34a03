package badezimmer.swarm;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SwarmIT extends SwarmTest {}
