package badezimmer.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The short run of the fault laboratory, about a minute: a bad network, hosts that move and die, a flood. */
class FaultsIT {

    private static final int SKIPPED = 77;

    @Test
    void promisesAreKeptOnABadNetwork() throws Exception {
        Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
        Path output = target.resolve("faults.txt");
        Process lab = new ProcessBuilder(
                        "sh",
                        "-c",
                        "command -v python3 >/dev/null || { echo 'Skipped: there is no python3.'; exit 77; }; exec python3 \"$@\"",
                        "faults",
                        Program.ROOT.resolve("deploy/faultlab/faultlab").toString(),
                        "--quick",
                        "--busy",
                        "--json",
                        target.resolve("faults.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(lab.waitFor(15, TimeUnit.MINUTES), "the fault laboratory did not end within 15 minutes");
        } finally {
            lab.destroyForcibly();
        }
        String said = Files.readString(output);
        assumeTrue(lab.exitValue() != SKIPPED, said);
        System.out.print(said);
        assertEquals(0, lab.exitValue(), said);
    }
}
