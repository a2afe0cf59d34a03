package badezimmer.gateway.grpc;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class CommandFailuresIT extends CommandFailuresTest {}
