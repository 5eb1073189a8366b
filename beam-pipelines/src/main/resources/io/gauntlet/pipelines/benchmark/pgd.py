"""PGD on an SE-ResNet of Gauntlet's shape in PyTorch, one round for each line on the standard input.

Prints the seconds of each round. Arguments: studies a batch, side, steps, batches.
"""

import sys
import time

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, inputs, width, stride, reduction):
        super().__init__()
        squeezed = max(8, (width // reduction + 4) // 8 * 8)
        self.body = nn.Sequential(
            nn.Conv2d(inputs, width, 3, stride, 1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, 1, 1, bias=False),
            nn.BatchNorm2d(width),
        )
        self.excitation = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(width, squeezed, 1),
            nn.ReLU(),
            nn.Conv2d(squeezed, width, 1),
            nn.Sigmoid(),
        )
        self.shortcut = nn.Identity()
        if stride > 1 or inputs != width:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width)
            )

    def forward(self, x):
        y = self.body(x)
        return torch.relu(y * self.excitation(y) + self.shortcut(x))


class Classifier(nn.Module):
    def __init__(self, blocks, widths, reduction):
        super().__init__()
        layers = [
            nn.Conv2d(1, widths[0], 3, 2, 1, bias=False),
            nn.BatchNorm2d(widths[0]),
            nn.ReLU(),
        ]
        inputs = widths[0]
        for stage, (count, width) in enumerate(zip(blocks, widths)):
            for block in range(count):
                stride = 2 if stage > 0 and block == 0 else 1
                layers.append(Block(inputs, width, stride, reduction))
                inputs = width
        self.features = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1))
        self.head = nn.Linear(2 * inputs, 2)

    def forward(self, pixels):
        studies, views, side, _ = pixels.shape
        features = self.features((pixels.reshape(studies * views, 1, side, side) - 0.5) / 0.25)
        return self.head(features.reshape(studies, -1))


def attack(model, clean, labels, epsilon, steps):
    """What our outcome needs: clean logits, the attack, and the logits of what it made."""
    loss = nn.CrossEntropyLoss(reduction="sum")
    with torch.no_grad():
        model(clean)
    x = (clean + torch.empty_like(clean).uniform_(-epsilon, epsilon)).clamp(0, 1)
    for _ in range(steps):
        x = x.detach().requires_grad_(True)
        (gradient,) = torch.autograd.grad(loss(model(x), labels), x)
        x = x.detach() + 2.5 * epsilon / steps * gradient.sign()
        x = torch.min(torch.max(x, clean - epsilon), clean + epsilon).clamp(0, 1)
    with torch.no_grad():
        return model(x)


def main():
    batch, side, steps, batches = (int(argument) for argument in sys.argv[1:5])
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = Classifier([2, 2, 2, 2], [32, 64, 128, 256], 16).eval()
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    pixels = torch.rand(batch, 2, side, side)
    labels = torch.zeros(batch, dtype=torch.long)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        for _ in range(batches):
            attack(model, pixels, labels, 0.03, steps)
        print(time.perf_counter() - start, flush=True)


main()
