"""Writes network.json: forward values, loss, gradients and parameters after three steps of AdamW that PyTorch computes in double precision on a
small network with the architecture of SequenceNetwork, without dropout.
Run: /usr/bin/python3 network.py > network.json   (Debian 12: apt-get install python3-torch; PyTorch 1.13.1)
Matrices are written as our layout has them: inputs x outputs, which is the transpose of PyTorch's."""
import json
import torch
from torch import nn
import torch.nn.functional as F

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
E, UNITS, LAYERS, T, H, D, HIDDEN, WORDS, TRAIT = 3, 5, 2, 9, 4, 2, 6, 4, 3
PROBABILITIES = [0.1, 0.25, 0.5, 0.9]
MEDIAN = PROBABILITIES.index(0.5)
B = 19
RATE, DECAY, CLIP = 0.01, 0.1, 0.02


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(E, UNITS, LAYERS)
        self.traits = nn.Parameter(torch.randn(WORDS, TRAIT))
        self.first = nn.Linear(UNITS + TRAIT + D, HIDDEN)
        self.second = nn.Linear(HIDDEN, HIDDEN)
        self.head = nn.Linear(HIDDEN, len(PROBABILITIES))
        # PyTorch has two biases a gate where one is enough.
        for layer in range(LAYERS):
            bias = getattr(self.lstm, f"bias_hh_l{layer}")
            bias.data.zero_()
            bias.requires_grad_(False)

    def forward(self, window, counts, steps, base):
        _, (last, _) = self.lstm(window)
        shared = torch.cat([last[-1], counts @ self.traits], dim=1)
        x = torch.cat([shared.expand(H, -1, -1), steps], dim=2)
        out = self.head(F.silu(self.second(F.silu(self.first(x)))))
        middle = base + out[..., MEDIAN]
        quantiles = [middle]
        for q in range(MEDIAN + 1, len(PROBABILITIES)):
            quantiles.append(quantiles[-1] + F.softplus(out[..., q]))
        for q in range(MEDIAN - 1, -1, -1):
            quantiles.insert(0, quantiles[0] - F.softplus(out[..., q]))
        return torch.stack(quantiles, dim=-1)

    def ours(self):
        """(name, tensor, transposed) in the order of NetworkLayout: what decays, then biases."""
        weights, biases = [], []
        for layer in range(LAYERS):
            weights += [getattr(self.lstm, f"weight_ih_l{layer}"), getattr(self.lstm, f"weight_hh_l{layer}")]
            biases.append(getattr(self.lstm, f"bias_ih_l{layer}"))
        weights.append(self.traits)
        for layer in (self.first, self.second, self.head):
            weights.append(layer.weight)
            biases.append(layer.bias)
        return weights, biases


def single(tensor):
    """Rounded to single precision, so that both sides begin with the same numbers."""
    return tensor.to(torch.float32).to(torch.float64)


def flat(tensors, traits):
    return [float(f"{v:.9g}") for t in tensors for v in (t if t.dim() == 1 or t.shape == traits.shape else t.t()).reshape(-1).tolist()]


network = Network()
for parameter in network.parameters():
    parameter.data = single(parameter.data)
weights, biases = network.ours()
window, steps = single(torch.randn(T, B, E)), single(torch.randn(H, B, D))
base, targets = single(torch.randn(H, B)), single(torch.randn(H, B))
known = torch.rand(H, B) < 0.8
weight = single(0.5 + torch.rand(B))
traits = [[], [0], [1, 3], [2, 2]]
traits = [traits[b % 4] for b in range(B)]
counts = torch.zeros(B, WORDS)
for b, words in enumerate(traits):
    for word in words:
        counts[b, word] += 1
levels = torch.tensor(PROBABILITIES)


def loss_of():
    quantiles = network(window, counts, steps, base)
    error = targets.unsqueeze(-1) - quantiles
    pinball = torch.maximum(levels * error, (levels - 1) * error).mean(dim=-1)
    share = known * weight
    return quantiles, (share * pinball).sum() / share.sum()


numbers = lambda tensor: [float(f"{v:.9g}") for v in tensor.reshape(-1).tolist()]
start = flat(weights + biases, network.traits)
quantiles, loss = loss_of()
loss.backward()
gradient = flat([t.grad for t in weights + biases], network.traits)
optimizer = torch.optim.AdamW([{"params": weights, "weight_decay": DECAY}, {"params": biases, "weight_decay": 0}], lr=RATE)
losses = []
for _ in range(3):
    optimizer.zero_grad()
    _, value = loss_of()
    value.backward()
    losses.append(float(f"{value.item():.9g}"))
    nn.utils.clip_grad_norm_(weights + biases, CLIP)
    optimizer.step()
print(json.dumps({
    "source": f"PyTorch {torch.__version__}", "encoderInputs": E, "units": UNITS, "layers": LAYERS, "windowSteps": T, "horizonSteps": H,
    "decoderInputs": D, "decoderUnits": HIDDEN, "traitWords": WORDS, "traitUnits": TRAIT, "probabilities": PROBABILITIES, "sequences": B,
    "learningRate": RATE, "weightDecay": DECAY, "clipNorm": CLIP, "window": numbers(window), "stepInputs": numbers(steps), "base": numbers(base),
    "targets": numbers(targets), "known": [bool(v) for v in known.reshape(-1).tolist()], "weights": numbers(weight), "traits": traits,
    "parameters": start, "quantiles": numbers(quantiles), "loss": float(f"{loss.item():.9g}"), "gradient": gradient, "losses": losses,
    "trained": flat(weights + biases, network.traits)}))
