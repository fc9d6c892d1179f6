"""Times training steps (forward, backward, clipping, AdamW) of the network that the verb `network` times, in PyTorch.
Run: /usr/bin/python3 network.py [--window 168] [--units 48] [--layers 2] [--batch 64] [--steps 30] [--threads 2]
(Debian 12: apt-get install python3-torch libopenblas0-pthread; PyTorch 1.13.1. OPENBLAS_NUM_THREADS=1 is fastest.)"""
import argparse
import statistics
import time

import torch
import torch.nn.functional as F
from torch import nn

E, H, D, LEVELS = 8, 24, 24, torch.tensor([0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975])
MEDIAN = 4
parser = argparse.ArgumentParser()
for name, default in (("window", 168), ("units", 48), ("layers", 2), ("batch", 64), ("steps", 30), ("threads", 2)):
    parser.add_argument(f"--{name}", type=int, default=default)
o = parser.parse_args()
torch.set_num_threads(o.threads)
torch.manual_seed(1)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(E, o.units, o.layers)
        self.shared = nn.Linear(o.units, o.units)
        self.step = nn.Linear(D, o.units, bias=False)
        self.second = nn.Linear(o.units, o.units)
        self.head = nn.Linear(o.units, len(LEVELS))

    def forward(self, window, steps, base):
        _, (last, _) = self.lstm(window)
        out = self.head(F.silu(self.second(F.silu(self.shared(last[-1]) + self.step(steps)))))
        middle = base.unsqueeze(-1) + out[..., MEDIAN:MEDIAN + 1]
        above = middle + F.softplus(out[..., MEDIAN + 1:]).cumsum(-1)
        below = middle - F.softplus(out[..., :MEDIAN].flip(-1)).cumsum(-1).flip(-1)
        return torch.cat([below, middle, above], dim=-1)


network = Network()
optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1e-4)
window, steps = torch.rand(o.window, o.batch, E) * 2 - 1, torch.rand(H, o.batch, D) * 2 - 1
base, targets = torch.rand(H, o.batch) * 2 - 1, torch.rand(H, o.batch) * 2 - 1


def train_step():
    optimizer.zero_grad()
    error = targets.unsqueeze(-1) - network(window, steps, base)
    torch.maximum(LEVELS * error, (LEVELS - 1) * error).mean().backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()


times = []
for i in range(5 + o.steps):
    start = time.perf_counter()
    train_step()
    if i >= 5:
        times.append(time.perf_counter() - start)
print(f"PyTorch {torch.__version__}, {o.threads} threads: median {1e3 * statistics.median(times):.2f} ms, fastest {1e3 * min(times):.2f} ms a step")
