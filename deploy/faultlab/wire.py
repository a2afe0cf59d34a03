"""A cable between two TAP interfaces that loses, delays, reorders and duplicates frames: what tc netem does, for kernels without it.

Run as a program of its own: wire.py TAP TAP, then one line of JSON on standard input for each change, for example
{"loss": 0.1, "delay": 0.0, "jitter": 0.2, "duplicate": 0.1}, seconds and probabilities.
"""

import fcntl
import heapq
import json
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TAP = 0x0002
IFF_NO_PI = 0x1000


def tap(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TAP | IFF_NO_PI))
    return device


def carry(ends):
    other = {ends[0]: ends[1], ends[1]: ends[0]}
    chance = random.Random(1)
    quality = {}
    under_way = []
    order = 0
    while True:
        patience = max(0.0, under_way[0][0] - time.monotonic()) if under_way else None
        ready, _, _ = select.select([sys.stdin, *ends], [], [], patience)
        for source in ready:
            if source is sys.stdin:
                line = sys.stdin.readline()
                if not line:
                    return
                quality = json.loads(line)
                continue
            frame = os.read(source, 65_536)
            copies = 2 if chance.random() < quality.get("duplicate", 0) else 1
            for _ in range(copies):
                if chance.random() < quality.get("loss", 0):
                    continue
                due = time.monotonic() + quality.get("delay", 0) + chance.random() * quality.get("jitter", 0)
                order += 1
                heapq.heappush(under_way, (due, order, other[source], frame))
        while under_way and under_way[0][0] <= time.monotonic():
            _, _, to, frame = heapq.heappop(under_way)
            try:
                os.write(to, frame)
            except OSError:
                pass  # An interface that is down, or a full queue: lost, as on a real cable.


if __name__ == "__main__":
    ends = [tap(sys.argv[1]), tap(sys.argv[2])]
    print("ready", flush=True)
    carry(ends)
