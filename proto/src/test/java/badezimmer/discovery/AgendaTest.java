package badezimmer.discovery;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class AgendaTest {

    private final Agenda<String> agenda = new Agenda<>();

    @Test
    void givesItemsInTheOrderInWhichTheyAreDue() {
        agenda.schedule("second", 20);
        agenda.schedule("first", 10);
        assertEquals(10, agenda.next());
        assertNull(agenda.poll(9));
        assertEquals("first", agenda.poll(30));
        assertEquals("second", agenda.poll(30));
        assertEquals(Agenda.NEVER, agenda.next());
        assertNull(agenda.poll(Agenda.NEVER));
    }

    @Test
    void anItemMayBeMovedEitherWayOrForgotten() {
        agenda.schedule("late", 10);
        agenda.schedule("late", 30);
        agenda.schedule("early", 20);
        agenda.schedule("early", 5);
        agenda.schedule("never", 1);
        agenda.schedule("never", Agenda.NEVER);
        assertEquals("early", agenda.poll(100));
        assertEquals(30, agenda.next());
        assertEquals("late", agenda.poll(100));
        assertNull(agenda.poll(100));
    }

    @Test
    void agreesWithAPlainMap() {
        Random random = new Random(5);
        Agenda<Integer> subject = new Agenda<>();
        Map<Integer, Long> model = new HashMap<>();
        for (int step = 0; step < 50_000; step++) {
            int item = random.nextInt(20);
            if (random.nextInt(4) > 0) {
                long at = random.nextInt(10) == 0 ? Agenda.NEVER : random.nextInt(1_000);
                subject.schedule(item, at);
                model.put(item, at);
            } else {
                long earliest =
                        model.values().stream().mapToLong(at -> at).min().orElse(Agenda.NEVER);
                assertEquals(earliest, subject.next());
                Integer polled = subject.poll(earliest == Agenda.NEVER ? 2_000 : earliest);
                assertEquals(earliest == Agenda.NEVER ? null : (Long) earliest, model.remove(polled));
            }
            model.values().removeIf(at -> at == Agenda.NEVER);
        }
    }
}
