"""The faults, each with what is promised. A fault is a function that returns whether the promise was kept, and a figure."""

import os
import shutil
import socket
import struct
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bathroom import IDS, Program, wait_for
from network import bridge, run
from stuck import Stuck
from strangers import GROUP, PORT, Flood, HandmadeLamp, announcement, at, holds_answers, sender

LAMP = IDS["light-lamp"]
SINK = IDS["sink"]
FAULTS = []


def fault(name, promise, quick=False):
    """Declares a fault; ``quick`` ones are part of the short run."""

    def declare(function):
        FAULTS.append((name, promise, quick, function))
        return function

    return declare


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def seconds(value):
    return f"{value:.1f} s"


def hold(lab, length):
    """Lets time pass; says for how long any device was not ONLINE, and how often one left."""
    begun = time.monotonic()
    time.sleep(length)
    longest, times = lab.gateway.longest_absence(lab.everybody(), begun)
    return times == 0, f"{len(lab.everybody())} devices, {length} s: {times} times one was OFFLINE, at most {seconds(longest)}"


def loss(lab, share):
    lab.crowd(50)
    lab.gateway_host.spoil(loss=share)
    return hold(lab, lab.long(600, 15))


@fault("loss-10", "10 % of all packets lost for 10 minutes, 50 devices: nobody OFFLINE", quick=True)
def loss_10(lab):
    return loss(lab, 0.1)


@fault("loss-30", "30 % of all packets lost for 10 minutes, 50 devices: nobody OFFLINE")
def loss_30(lab):
    return loss(lab, 0.3)


@fault("jitter", "delays of 0 to 200 ms, every tenth packet twice, order lost: nobody OFFLINE, each command done within 2 s")
def jitter(lab):
    lab.gateway_host.spoil(jitter=0.2, duplicate=0.1)
    begun = time.monotonic()
    took = []
    while time.monotonic() - begun < lab.long(60, 10):
        status, body, time_taken = lab.gateway.command(LAMP, turn_on=True, brightness=len(took) % 100)
        if status != 200:
            return False, f"a command got {status}: {body}"
        took.append(time_taken)
        time.sleep(0.2)
    longest, times = lab.gateway.longest_absence(lab.everybody(), begun)
    return times == 0 and max(took) < lab.within(2), f"{len(took)} commands, p50 {percentile(took, 0.5) * 1000:.0f} ms, most {max(took) * 1000:.0f} ms"


@fault("partition", "the network between gateway and devices forwards nothing: OFFLINE within 45 s, ONLINE within 2 s of healing", quick=True)
def partition(lab):
    lab.gateway_host.cut()
    offline = wait_for(lambda: not lab.gateway.online(), 60, "everybody OFFLINE")
    time.sleep(lab.long(60, 5))
    lab.gateway_host.mend()
    online = lab.gateway.await_online(lab.everybody(), 90, "ONLINE after healing")
    return offline <= lab.within(45) and online <= lab.within(2), f"OFFLINE after {seconds(offline)}, ONLINE {seconds(online)} after healing"


@fault("gateway-link", "the gateway's interface goes down for 30 s and comes up: everybody ONLINE within 10 s")
def gateway_link(lab):
    lab.gateway_host.inside("ip", "link", "set", "eth0", "down")
    time.sleep(30)
    lab.gateway_host.inside("ip", "link", "set", "eth0", "up")
    online = lab.gateway.await_online(lab.everybody(), 90, "ONLINE after link up")
    return online <= lab.within(10), f"ONLINE after {seconds(online)}"


@fault("gateway-address", "the gateway gets another address: commands work within 20 s")
def gateway_address(lab):
    before = lab.gateway_host.address
    lab.gateway_host.move_to("10.77.0.101")
    try:
        took = wait_for(lambda: commands_work(lab), 90, "commands work")
    finally:
        lab.gateway_host.move_to(before)
    lab.settle()
    return took <= lab.within(20), f"commands work after {seconds(took)}"


def commands_work(lab):
    return lab.gateway.command(LAMP, turn_on=True)[0] == 200 and lab.gateway.command(SINK, "sink", turn_on=True)[0] == 200


@fault("device-address", "a device gets another address: controllable within 2 s of its announcement there")
def device_address(lab):
    host, program = lab.hosts["light-lamp"], lab.programs["light-lamp"]
    heard = Announcements(lab.gateway_host)
    before = host.address
    host.move_to("10.77.0.111")
    moved = time.monotonic()
    try:
        announced = heard.first_from("10.77.0.111", 30)
        wait_for(lambda: lab.gateway.command(LAMP, timeout=20, turn_on=True)[0] == 200 and at_address(lab, "10.77.0.111"), 90, "controllable")
        took = time.monotonic() - announced
    finally:
        host.move_to(before)
    lab.settle()
    return took <= lab.within(2) and program.is_alive(), f"announced {seconds(announced - moved)} after the change, controllable {seconds(max(0, took))} later"


def at_address(lab, address):
    return lab.gateway.devices().get(LAMP, {}).get("ips", [""])[0] == address


class Announcements:
    """When announcements were first heard from whom, on a host's LAN."""

    def __init__(self, host):
        self.first = {}
        self.socket = at(host, lambda: self._join(host))
        threading.Thread(target=self._listen, daemon=True).start()

    @staticmethod
    def _join(host):
        listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("224.0.0.251", 5369))
        group = socket.inet_aton("224.0.0.251") + socket.inet_aton(host.address)
        listener.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
        return listener

    def _listen(self):
        while True:
            datagram, (source, _) = self.socket.recvfrom(65_536)
            if holds_answers(datagram):
                self.first.setdefault(source, time.monotonic())

    def first_from(self, source, patience):
        wait_for(lambda: source in self.first, patience, f"an announcement from {source}", pause=0.005)
        return self.first[source]


@fault("address-swap", "two lamps lose power and come back with each other's address, same port: each controllable within 2 s of its announcement, no command moves the other")
def address_swap(lab):
    names = [f"Swapped {name}{lab.lan.hosts}" for name in "AB"]
    ids = [f"{name}@_lightlamp._tcp.local." for name in names]
    hosts = [lab.lan.host(f"swap{lab.lan.hosts}") for _ in names]

    def start():
        settings = [{"badezimmer.device.name": name, "badezimmer.link.port": "7000"} for name in names]
        return [lab.start(host, "devices/light-lamp", its) for host, its in zip(hosts, settings)]

    programs = start()
    lab.gateway.await_online(ids, 60, "both lamps")
    for host, program in zip(hosts, programs):
        host.power_off()
        program.kill()
    hosts[0].address, hosts[1].address = hosts[1].address, hosts[0].address
    for host in hosts:
        host.plug(host.address)
    # What DHCP clients tell their neighbors by ARP, who has which address now.
    lab.gateway_host.inside("ip", "neigh", "flush", "dev", "eth0")
    heard = Announcements(lab.gateway_host)
    programs = start()
    try:
        announced = max(heard.first_from(host.address, 60) for host in hosts)
        refused = 0
        while not is_on(lab, ids[0]):
            refused += lab.gateway.command(ids[0], turn_on=True)[0] != 200
            time.sleep(0.02)
            if time.monotonic() - announced > 60:
                return False, f"{names[0]} cannot be switched on, {refused} commands refused"
        took = time.monotonic() - announced
        wrong = is_on(lab, ids[1])
        lab.gateway.await_online(ids, 60, "both lamps again")
        wrong |= lab.gateway.command(ids[1], turn_on=True)[0] != 200
        listed = lab.gateway.devices()
        right = all(listed[one]["ips"][0] == host.address for one, host in zip(ids, hosts))
    finally:
        for program in programs:
            program.signal("TERM")
    return took <= lab.within(2) and right and not wrong, f"controllable after {seconds(max(0, took))}, {'the other one moved' if wrong else 'the other one stood still'}"


def is_on(lab, lamp):
    return lab.gateway.devices().get(lamp, {}).get("properties", {}).get("is_on") == "true"


@fault("name-conflict", "another lamp takes a lamp's name: within 5 s each is listed under its own, and a command for the name moves who has it now")
def name_conflict(lab):
    name = f"Twin {lab.lan.hosts}"
    first, second = (f"{name}@_lightlamp._tcp.local.", f"{name}-2@_lightlamp._tcp.local.")
    program = lab.start(lab.lan.host(f"twin{lab.lan.hosts}"), "devices/light-lamp", {"badezimmer.device.name": name})
    lab.gateway.await_online([first], 60, "the first lamp")
    rival = HandmadeLamp(lab.lan.host(f"rival{lab.lan.hosts}"), name)
    begun = time.monotonic()
    try:
        while "trying" not in program.said():
            rival.announce()
            time.sleep(0.05)
            if time.monotonic() - begun > 30:
                return False, "the first lamp does not give way"
        begun = time.monotonic()

        def is_settled():
            rival.announce()
            listed = lab.gateway.devices()
            return listed.get(first, {}).get("port") == rival.port and {first, second} <= lab.gateway.online()

        took = wait_for(is_settled, 60, "each under its own name", pause=0.2)
        status, _, _ = lab.gateway.command(first, turn_on=True)
        moved = len(rival.commands)
        rival.die()
        lab.gateway.await_status(first, "OFFLINE", 30, "the rival OFFLINE")
    finally:
        program.signal("TERM")
    return took <= lab.within(5) and status == 200 and moved == 1 and not is_on(lab, second), f"settled after {seconds(took)}, the command answered {status}"


@fault("forged", "datagrams with a lamp's own source address move it to another port, rename it and say goodbye for it: it stays as it is, ONLINE, and commands reach it")
def forged(lab):
    lamp, before = lab.hosts["light-lamp"].address, lab.gateway.devices()
    port = before[LAMP]["port"]
    liar = lab.lan.host(f"liar{lab.lan.hosts}")
    # All of the LAN is this host, as far as it is concerned: it may send from any address.
    liar.inside("ip", "route", "add", "local", "10.77.0.0/24", "dev", "lo")
    udp = at(liar, lambda: sender(liar.address, lamp))
    lies = [
        announcement("Light Lamp", lamp, 9),
        announcement("Light Lamp", liar.address, port),
        announcement("Forged", lamp, port),
        announcement("Light Lamp", lamp, port, ttl=0),
        announcement("Light Lamp", lamp, 0),
    ]
    begun = time.monotonic()
    wrong = 0
    while time.monotonic() - begun < lab.long(30, 5):
        for lie in lies:
            udp.sendto(lie, (GROUP, PORT))
            time.sleep(0.05)
        listed = lab.gateway.devices()
        wrong += listed.get(LAMP, {}).get("port") != port or set(listed) != set(before)
        wrong += lab.gateway.command(LAMP, turn_on=True)[0] != 200
    longest, absences = lab.gateway.longest_absence(lab.everybody(), begun)
    return wrong == 0 and absences == 0, f"{wrong} wrong lists or refused commands, {absences} times OFFLINE, at most {seconds(longest)}"


@fault("second-interface", "the gateway gets a second interface: a device that is only there is found within 10 s")
def second_interface(lab):
    bridge("lan2")
    host = lab.lan.host("far")
    run("ip", "link", "set", host.port, "master", "lan2")
    host.inside("ip", "addr", "replace", "10.79.0.2/24", "dev", "eth0")
    host.inside("ip", "addr", "del", f"{host.address}/24", "dev", "eth0")
    program = lab.start(host, "devices/light-lamp", {"badezimmer.device.name": "Far Lamp"})
    program.await_said("Announced as")
    lab.gateway_host.plug("10.79.0.1", "eth1", "p-gw-2", "lan2")
    try:
        took = lab.gateway.await_online(["Far Lamp@_lightlamp._tcp.local."], 60, "the device behind the second interface")
        status, _, _ = lab.gateway.command("Far Lamp@_lightlamp._tcp.local.", turn_on=True)
        _, absences = lab.gateway.longest_absence(lab.everybody(), time.monotonic() - took)
    finally:
        program.signal("TERM")
        run("ip", "link", "del", "p-gw-2")
    lab.settle()
    return took <= lab.within(10) and status == 200 and absences == 0, f"found after {seconds(took)}"


@fault("kill", "kill -9 of a device: OFFLINE within 2 s, ONLINE within 1 s of its announcement when started again", quick=True)
def kill(lab):
    lab.programs["toilet"].kill()
    offline = lab.gateway.await_status(IDS["toilet"], "OFFLINE", 60, "OFFLINE after kill -9")
    lab.restart("toilet").await_said("Announced as")
    online = lab.gateway.await_status(IDS["toilet"], "ONLINE", 60, "ONLINE after the restart")
    return offline <= lab.within(2) and online <= lab.within(1), f"OFFLINE after {seconds(offline)}, back {seconds(online)} after its announcement"


@fault("stop", "SIGSTOP of a device: OFFLINE within 25 s, ONLINE within 2 s of SIGCONT", quick=True)
def stop(lab):
    lab.programs["toilet"].signal("STOP")
    offline = lab.gateway.await_status(IDS["toilet"], "OFFLINE", 60, "OFFLINE after SIGSTOP")
    lab.programs["toilet"].signal("CONT")
    online = lab.gateway.await_status(IDS["toilet"], "ONLINE", 90, "ONLINE after SIGCONT")
    return offline <= lab.within(25) and online <= lab.within(2), f"OFFLINE after {seconds(offline)}, ONLINE {seconds(online)} after SIGCONT"


@fault("power-off", "a device's power is cut: OFFLINE within 45 s")
def power_off(lab):
    lab.hosts["toilet"].power_off()
    offline = lab.gateway.await_status(IDS["toilet"], "OFFLINE", 60, "OFFLINE after power-off")
    lab.programs["toilet"].kill()
    lab.hosts["toilet"].plug(lab.hosts["toilet"].address)
    lab.restart("toilet")
    lab.settle()
    return offline <= lab.within(45), f"OFFLINE after {seconds(offline)}"


@fault("gateway-killed", "the gateway is killed under load and started again: everybody ONLINE within 3 s of it being ready")
def gateway_killed(lab):
    stopped = threading.Event()
    answers = []

    def load():
        while not stopped.is_set():
            try:
                answers.append(lab.gateway.command(LAMP, turn_on=True)[0])
            except OSError:
                answers.append(None)
                time.sleep(0.05)

    clients = [threading.Thread(target=load) for _ in range(8)]
    for client in clients:
        client.start()
    time.sleep(3)
    lab.programs["gateway"].kill()
    lab.restart("gateway")
    try:
        wait_for(lab.gateway.is_ready, 90, "the gateway ready")
        online = lab.gateway.await_online(lab.everybody(), 60, "everybody after the restart")
        time.sleep(2)
    finally:
        stopped.set()
        for client in clients:
            client.join()
    return online <= lab.within(3) and answers[-1] == 200, f"everybody {seconds(online)} after ready, {answers.count(200)} commands before and after"


@fault("in-flight", "a device dies with 20 commands on their way: each gets a clear answer, none is applied twice", quick=True)
def in_flight(lab):
    host = lab.lan.host(f"lamp{lab.lan.hosts}")
    lamp = HandmadeLamp(host, f"Handmade {host.name}")
    lamp.announce()
    lab.gateway.await_online([lamp.id], 10, "the handmade lamp")
    lamp.answers = False
    with ThreadPoolExecutor(20) as pool:
        sent = [pool.submit(lab.gateway.command, lamp.id, color=0x100000 + i) for i in range(20)]
        wait_for(lambda: lamp.commands, 10, "the first command at the lamp")
        time.sleep(0.5)
        lamp.die()
        lamp.answers = True
        lamp.listen(lamp.port)
        lamp.announce()
        answers = [one.result() for one in sent]
    lab.gateway.await_online([lamp.id], 30, "the handmade lamp again")
    done = sum(status == 200 for status, _, _ in answers)
    refused = sum(status in (502, 503) and '"code":' in body for status, body, _ in answers)
    twice = len(lamp.commands) - len(set(lamp.commands))
    slowest = max(time_taken for _, _, time_taken in answers)
    lamp.die()
    good = done + refused == 20 and twice == 0 and slowest < lab.within(6)
    return good, f"{done} done, {refused} refused with a reason, {twice} twice, slowest answer {seconds(slowest)}"


@fault("clock", "clocks jump an hour ahead and two hours back: nobody OFFLINE, announcements and health checks go on")
def clock(lab):
    if not shutil.which("cc"):
        return None, "skipped: there is no C compiler (Debian: gcc libc6-dev)"
    library = os.path.join(lab.logs, "clock.so")
    source = os.path.join(os.path.dirname(__file__), "clock.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-Wall", "-o", library, source], check=True)
    offset = os.open(os.path.join(lab.logs, "clock"), os.O_RDWR | os.O_CREAT)
    faked = {"LD_PRELOAD": library, "CLOCK_OFFSET": os.path.join(lab.logs, "clock")}
    often = {"badezimmer.discovery.announce-interval": "5s", "badezimmer.discovery.ttl": "15s"}

    def jump(to):
        os.pwrite(offset, struct.pack("q", to), 0)

    jump(0)
    lab.restart("gateway", environment=faked, settings={"badezimmer.health.interval": "2s"})
    lab.restart("light-lamp", environment=faked, settings=often)
    lab.restart("toilet", environment=faked, settings=often)
    lab.settle()
    lab.programs["toilet"].kill()
    lab.gateway.await_status(IDS["toilet"], "OFFLINE", 30, "OFFLINE after kill -9")
    rest = [device for device in lab.everybody() if device != IDS["toilet"]]
    begun = time.monotonic()
    seen = Seen(lab)
    quiet = []
    for to in (3600, -3600, 0):
        jump(to)
        time.sleep(1)
        seen.again()
        quiet.append(seen.await_news(30))
    longest, absences = lab.gateway.longest_absence(rest, begun)
    remembered = lab.gateway.status(IDS["toilet"])
    lab.restart("gateway")
    lab.restart("light-lamp")
    lab.restart("toilet")
    lab.settle()
    good = absences == 0 and remembered == "OFFLINE" and max(quiet) < lab.within(20)
    return good, f"{absences} false OFFLINE, the dead device is {remembered}, announced again within {seconds(max(quiet))} of each jump"


class Seen:
    """Whether the lamp announces itself: the gateway counts its datagrams."""

    def __init__(self, lab):
        self.heard = lambda: Announcements(lab.gateway_host)
        self.address = lab.hosts["light-lamp"].address

    def again(self):
        self.listener = self.heard()

    def await_news(self, patience):
        begun = time.monotonic()
        try:
            return self.listener.first_from(self.address, patience) - begun
        except Stuck:
            return patience


@fault("disk-full", "no room for another line of log: commands work, a device that comes is found")
def disk_full(lab):
    disk = os.path.join(lab.logs, "small-disk")
    os.makedirs(disk, exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk)
    lab.restart("gateway", log=os.path.join(disk, "gateway.log"))
    lab.settle()
    try:
        with open(os.path.join(disk, "rest"), "wb", buffering=0) as rest:
            while True:
                rest.write(b"x" * 512)
    except OSError:
        pass  # Full, as wanted.
    for _ in range(50):
        lab.gateway.command("Nobody@_lightlamp._tcp.local.", turn_on=True)
    status, _, _ = lab.gateway.command(LAMP, turn_on=True)
    lab.programs["toilet"].kill()
    offline = lab.gateway.await_status(IDS["toilet"], "OFFLINE", 60, "OFFLINE after kill -9")
    lab.restart("toilet").await_said("Announced as")
    online = lab.gateway.await_status(IDS["toilet"], "ONLINE", 60, "ONLINE after the restart")
    lab.restart("gateway")
    lab.settle()
    return status == 200 and offline <= lab.within(2) and online <= lab.within(1), f"command answered {status}, OFFLINE after {seconds(offline)}, back after {seconds(online)}"


@fault("flood", "10,000 hostile datagrams/s for 60 s: RSS grows by 16 MB at most, nobody lost, a new device found within 5 s, commands p99 below 250 ms")
def flood(lab):
    gateway = lab.programs["gateway"]
    warm(lab)
    lab.gateway.few = lab.everybody()
    before = gateway.memory()
    begun = time.monotonic()
    attack = Flood(lab.lan.host(f"evil{lab.lan.hosts}"), lab.long(10_000, 2_000))
    took, most, found, lamp = [], before, None, None
    length = lab.long(60, 8)
    try:
        while time.monotonic() - begun < length:
            status, body, time_taken = lab.gateway.command(LAMP, turn_on=True, brightness=len(took) % 100)
            if status != 200:
                return False, f"a command got {status}: {body}"
            took.append(time_taken)
            most = max(most, gateway.memory())
            if lamp is None and time.monotonic() - begun > length / 3:
                host = lab.lan.host(f"new{lab.lan.hosts}")
                lamp = HandmadeLamp(host, f"New {host.name}")
                arrived = time.monotonic()
                threading.Thread(target=announce_thrice, args=(lamp,), daemon=True).start()
            if lamp is not None and found is None and lab.gateway.status(lamp.id) == "ONLINE":
                found = time.monotonic() - arrived
            time.sleep(0.02)
    finally:
        rate = attack.stop() / (time.monotonic() - begun)
        lab.gateway.few = None
    _, absences = lab.gateway.longest_absence(lab.everybody(), begun)
    if lamp is not None:
        lamp.die()
    grown = (most - before) / 2**20
    # With what it was told, nobody else shall have to do.
    lab.restart("gateway")
    lab.settle()
    p99 = percentile(took, 0.99) * 1000
    good = grown <= 16 and absences == 0 and found is not None and found <= lab.within(5) and p99 < lab.within(0.25) * 1000
    late = "not found" if found is None else f"found after {seconds(found)}"
    return good, f"{rate:.0f} datagrams/s, RSS +{grown:.1f} MB, {absences} lost, new device {late}, p99 {p99:.0f} ms of {len(took)} commands"


def announce_thrice(lamp):
    """As a device does: at 0, 1 and 3 s."""
    for pause in (0, 1, 2):
        time.sleep(pause)
        lamp.announce()


def warm(lab):
    """Before memory is measured: what the first commands bring once (classes, code, connections) is no growth."""
    for i in range(300):
        lab.gateway.command(LAMP, turn_on=True, brightness=i % 100)


@fault("half-open", "1,000 connections that never finish a request, to a device and to the gateway: commands p99 below 250 ms, nobody OFFLINE")
def half_open(lab):
    attacker = lab.lan.host(f"silent{lab.lan.hosts}")
    begun = time.monotonic()
    device = lab.gateway.devices()[LAMP]
    targets = [(lab.hosts["light-lamp"].address, device["port"], b"\0\0\1"), (lab.gateway_host.address, 8000, b"POST /badezimmer.B")]
    open_ones = at(attacker, lambda: [half(target) for target in targets for _ in range(1_000)])
    took = []
    while time.monotonic() - begun < lab.long(30, 5):
        status, body, time_taken = lab.gateway.command(LAMP, turn_on=True)
        if status != 200:
            return False, f"a command got {status}: {body}"
        took.append(time_taken)
        time.sleep(0.02)
    _, absences = lab.gateway.longest_absence(lab.everybody(), begun)
    for one in open_ones:
        one.close()
    p99 = percentile(took, 0.99) * 1000
    return p99 < lab.within(0.25) * 1000 and absences == 0, f"{len(open_ones)} connections, {absences} OFFLINE, p99 {p99:.0f} ms of {len(took)} commands"


def half(target):
    host, port, beginning = target
    connection = socket.create_connection((host, port), timeout=10)
    try:
        connection.send(beginning)
    except OSError:
        pass  # Closed by the other side: it has no place for it.
    return connection


@fault("two-gateways", "two gateways at once: both list everybody, commands of both are carried out")
def two_gateways(lab):
    second = lab.second_gateway()
    try:
        took = second.gateway.await_online(lab.everybody(), 90, "everybody at the second gateway")
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(fifty_commands, gateway) for gateway in (lab.gateway, second.gateway)]
            refused = sum(one.result() for one in both)
        begun = time.monotonic()
        time.sleep(lab.long(30, 3))
        _, absences = lab.gateway.longest_absence(lab.everybody(), begun)
    finally:
        second.program.signal("TERM")
    return refused == 0 and absences == 0, f"everybody at the second after {seconds(took)}, 100 commands, {refused} refused, {absences} OFFLINE"


def fifty_commands(gateway):
    return sum(gateway.command(LAMP, turn_on=i % 2 == 0)[0] != 200 for i in range(50))
