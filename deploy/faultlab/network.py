"""Hosts of their own on one machine: network namespaces at a bridge, in a network namespace that is nobody else's."""

import json
import os
import subprocess
import sys

from stuck import Stuck

HERE = os.path.dirname(os.path.abspath(__file__))
BRIDGE = "lan"


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Stuck(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def why_not():
    """Why no hosts can be made here; None if they can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    for command in ("ip", "unshare"):
        if subprocess.run(["sh", "-c", f"command -v {command}"], capture_output=True).returncode != 0:
            return f"there is no command {command}"
    if not os.path.exists("/dev/net/tun"):
        return "there is no /dev/net/tun"
    probe = subprocess.run(
        [*own_world(), "ip link add v0 type veth peer name v1 && ip link add b0 type bridge && ip tuntap add t0 mode tap"],
        capture_output=True,
        text=True,
    )
    return None if probe.returncode == 0 else "no namespaces, bridges and TAP interfaces: " + probe.stderr.strip()


def own_world():
    """Runs what follows in namespaces of its own: whatever is made and started there ends with it, however it ends."""
    return [
        *("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c"),
    ]


class Host:
    """One host on the LAN; its cable can be pulled, and replaced by a bad one."""

    def __init__(self, name, address):
        self.name = name
        self.address = address
        self.port = f"p-{name}"
        self.wire = None
        run("ip", "netns", "add", name)
        self.inside("ip", "link", "set", "lo", "up")
        self.plug(address)

    def inside(self, *command):
        return run("ip", "netns", "exec", self.name, *command)

    def plug(self, address, interface="eth0", port=None, bridge=BRIDGE):
        port = port or self.port
        run("ip", "link", "add", port, "type", "veth", "peer", "name", interface, "netns", self.name)
        run("ip", "link", "set", port, "master", bridge, "up")
        self.inside("sysctl", "-qw", f"net.ipv6.conf.{interface}.disable_ipv6=1")
        self.inside("ip", "addr", "add", f"{address}/24", "dev", interface)
        self.inside("ip", "link", "set", interface, "up")

    def move_to(self, address):
        """Gives the host another address, as DHCP may."""
        self.inside("ip", "addr", "del", f"{self.address}/24", "dev", "eth0")
        self.inside("ip", "addr", "add", f"{address}/24", "dev", "eth0")
        self.address = address

    def power_off(self):
        """Everything on it is gone without a word, and so is its cable."""
        run("ip", "link", "del", self.port)

    def cut(self):
        """The switch in between forwards nothing; nobody's link goes down."""
        self.spoil(loss=1.0)

    def spoil(self, **quality):
        if self.wire is None:
            self.wire = Wire(self.name, self.port)
        self.wire.set(**quality)

    def mend(self):
        if self.wire is not None:
            self.wire.remove()
            self.wire = None


class Wire:
    """A bad cable (wire.py) between a host's port and the LAN. Only the switch notices that it is put in."""

    def __init__(self, name, port):
        self.port = port
        self.bridge = f"b-{name}"
        self.ends = [f"{name}-in", f"{name}-out"]
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "wire.py"), *self.ends],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self.process.stdout.readline().strip() != "ready":
            raise Stuck("the bad cable did not start")
        bridge(self.bridge)
        run("ip", "link", "set", self.ends[0], "master", self.bridge, "up")
        run("ip", "link", "set", self.ends[1], "master", BRIDGE, "up")
        run("ip", "link", "set", port, "master", self.bridge)

    def set(self, **quality):
        self.process.stdin.write(json.dumps(quality) + "\n")
        self.process.stdin.flush()

    def remove(self):
        run("ip", "link", "set", self.port, "master", BRIDGE)
        self.process.stdin.close()
        self.process.wait(10)
        run("ip", "link", "del", self.bridge)


def bridge(name):
    run("ip", "link", "add", name, "type", "bridge", "mcast_snooping", "0", "forward_delay", "0")
    run("sysctl", "-qw", f"net.ipv6.conf.{name}.disable_ipv6=1")
    run("ip", "link", "set", name, "up")


class Lan:
    """The bridge, the hosts at it, and an observer's way to the gateways that no fault touches."""

    def __init__(self):
        run("mount", "-t", "tmpfs", "tmpfs", "/run/netns")
        run("ip", "link", "set", "lo", "up")
        run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1")
        bridge(BRIDGE)
        self.hosts = 0

    def host(self, name):
        self.hosts += 1
        return Host(name, f"10.77.0.{self.hosts}")

    def observe(self, host, number):
        """Joins the observer to the host by an interface that takes no part in multicast; the host's address there."""
        watching, watched = f"10.78.{number}.1", f"10.78.{number}.2"
        run("ip", "link", "add", f"o-{host.name}", "type", "veth", "peer", "name", "observer", "netns", host.name)
        run("ip", "addr", "add", f"{watching}/30", "dev", f"o-{host.name}")
        run("ip", "link", "set", f"o-{host.name}", "up")
        host.inside("ip", "link", "set", "observer", "multicast", "off")
        host.inside("ip", "addr", "add", f"{watched}/30", "dev", "observer")
        host.inside("ip", "link", "set", "observer", "up")
        return watched
