"""Makes the small checkpoints that the tests read, with the real PyTorch.

python3 make_checkpoints.py DIR
"""
import collections
import os
import sys

import torch

folder = sys.argv[1]


def path(name):
    return os.path.join(folder, name)


def state():
    matrix = torch.arange(6, dtype=torch.float32).reshape(2, 3) / 4
    return collections.OrderedDict(
        matrix=matrix,
        transposed=matrix.t(),
        part=torch.arange(12, dtype=torch.float32).reshape(3, 4)[1:, ::2],
        half=torch.tensor([0.5, -65504.0, 6e-8]).half(),
        brain=torch.tensor([1.5, -3e38]).bfloat16(),
        double=torch.tensor([0.1], dtype=torch.float64),
        count=torch.tensor(7),
        empty=torch.zeros(0, 3),
        parameter=torch.nn.Parameter(torch.tensor([2.0])),
    )


class Evil:
    """Runs a command when it is unpickled by whoever believes it."""

    def __reduce__(self):
        return os.system, ("touch /tmp/gauntlet-was-here",)


class Small(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = torch.nn.Linear(3, 2)

    def forward(self, x):
        return self.dense(x)


torch.save(state(), path("zip.pt"))
torch.save(state(), path("protocol4.pt"), pickle_protocol=4)
torch.save(state(), path("stream.pt"), _use_new_zipfile_serialization=False)
torch.save({"epoch": 3, "state_dict": state()}, path("wrapped.pt"))
torch.save({"a": torch.ones(1), "b": Evil()}, path("evil.pt"))
torch.save({"a": torch.ones(1), "b": Evil()}, path("evil-stream.pt"), _use_new_zipfile_serialization=False)
torch.save(Small(), path("module.pt"))

small = Small()
with torch.no_grad():
    small.dense.weight.copy_(torch.arange(6).reshape(2, 3))
    small.dense.bias.copy_(torch.tensor([0.5, 0.25]))
torch.jit.trace(small, torch.zeros(1, 3)).save(path("script.pt"))
torch.onnx.export(small, torch.zeros(1, 4, 3), path("small.onnx"))


class Both(torch.nn.Module):
    """Sees pictures [batch, 2, 8, 8] and ten word pieces."""

    def __init__(self):
        super().__init__()
        self.convolution = torch.nn.Conv2d(2, 4, 3)
        self.words = torch.nn.Embedding(40, 4)
        self.dropout = torch.nn.Dropout(0.5)
        self.head = torch.nn.Linear(8, 2)

    def forward(self, pixels, ids, mask):
        image = torch.relu(self.convolution(pixels)).mean((2, 3))
        text = (self.words(ids) * mask.unsqueeze(-1)).sum(1)
        return self.head(self.dropout(torch.cat((image, text), 1)))


class Pixels(torch.nn.Module):
    """A single logit from pictures [batch, 2, 8, 8]."""

    def forward(self, pixels):
        return pixels.square().mean((1, 2, 3)).unsqueeze(1) * 10 - 2


class Counts(torch.nn.Module):
    """A step function: no gradient reaches the pictures."""

    def forward(self, pixels):
        bright = (pixels > 0.5).float().mean((1, 2, 3))
        return torch.stack((1 - bright, bright), 1)


class Three(torch.nn.Module):
    """Three logits of the mean pixel."""

    def forward(self, pixels):
        bright = pixels.mean((1, 2, 3))
        return torch.stack((-bright, 0.5 * bright, bright), 1)


torch.manual_seed(1)
both = Both()
words = torch.zeros(1, 10, dtype=torch.int64)
torch.jit.script(both).save(path("own-both.pt"))
torch.jit.trace(both.train(), (torch.zeros(1, 2, 8, 8), words, words), check_trace=False).save(
    path("own-training.pt")
)
torch.jit.trace(Pixels(), torch.zeros(1, 2, 8, 8)).save(path("own-pixels.pt"))
torch.jit.script(Counts()).save(path("own-counts.pt"))
torch.jit.script(Three()).save(path("own-three.pt"))

both.eval()
pixels = (torch.arange(128, dtype=torch.float32).reshape(1, 2, 8, 8) / 128).requires_grad_()
ids = torch.tensor([[2, 5, 6, 3, 0, 0, 0, 0, 0, 0]])
mask = (torch.arange(10) < 4).long().unsqueeze(0)
logits = both(pixels, ids, mask)
logits.sum().backward()
print("own-both:", logits.tolist(), "gradient at the first pixels:", pixels.grad.flatten()[9:12].tolist())
