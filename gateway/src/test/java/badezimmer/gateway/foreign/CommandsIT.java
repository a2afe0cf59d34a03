package badezimmer.gateway.foreign;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class CommandsIT extends CommandsTest {}
