package badezimmer.lightlamp;

import jakarta.enterprise.context.Dependent;

import io.quarkus.arc.DefaultBean;

/** A lamp that only remembers; starts switched off, bright and white. */
@Dependent
@DefaultBean
class SimulatedLamp implements Lamp {

    private Light light = new Light(false, 100, 0xFFFFFF);

    @Override
    public Light light() {
        return light;
    }

    @Override
    public void show(Light light) {
        this.light = light;
    }
}
