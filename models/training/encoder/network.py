"""The encoder's network and how it is tuned: MiniLM, mean of its tokens, one rotation.

Loss: cross entropy of cosine similarities within a batch, both ways (InfoNCE), on all dimensions
and on the first ones alone, so that short vectors serve too (Matryoshka, Kusupati et al. 2022).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from rich.progress import Progress
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from coding_assist.matching.phrase_table import Array
from models.training.encoder.batches import Batch, Batches

DIMENSIONS = 384
SHORT = 128
"""Dimensions that are shipped."""
LONGEST = 24
"""Tokens of a wording; what follows is cut."""
_FROZEN = 2
"""Layers from below that stay as they were, with the token table: a third less work."""
_SCALE = 25.0
_RATE = 1e-4
_WARM_UP = 100
_SAVE_EVERY = 100


class Network(nn.Module):
    """Token ids to a vector of length 1."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(base, add_pooling_layer=False)
        self.turn = nn.Linear(DIMENSIONS, DIMENSIONS, bias=False)
        nn.init.eye_(self.turn.weight)
        for part in (self.body.embeddings, *self.body.encoder.layer[:_FROZEN]):
            part.requires_grad_(False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Give one vector a row."""
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        turned: Tensor = self.turn(mean)
        return turned


def tokenizer_of(base: Path) -> Tokenizer:
    """Open the base model's tokenizer, cutting and padding as we do."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return tokenizer


def encode(network: Network, tokenizer: Tokenizer, texts: Sequence[str]) -> Array:
    """Give float32 vectors, one a text, not yet of length 1; with progress."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    network.eval()
    with torch.inference_mode(), Progress() as progress:
        task = progress.add_task("Encoding", total=len(texts))
        for start in range(0, len(order), 256):
            here = order[start : start + 256]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out[here] = network(*_ids(tokenizer, [texts[i] for i in here])).float().numpy()
            progress.advance(task, len(here))
    return out


def tune(network: Network, tokenizer: Tokenizer, batches: Batches, steps: int, work: Path) -> None:
    """Tune the network; a run that was killed goes on from its last checkpoint.

    Args:
        network: tuned in place.
        tokenizer: of the base model.
        batches: what to learn from.
        steps: how many batches.
        work: where the checkpoint lies.
    """
    learning = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / _WARM_UP, max(steps - s, 0) / steps + 0.02)
    )
    done = _resume(work, network, optimizer, schedule)
    network.train()
    with Progress() as progress:
        task = progress.add_task("Tuning", total=steps, completed=done)
        for step in range(done, steps):
            torch.manual_seed(step)
            loss = _loss(network, tokenizer, batches.draw(step))
            loss.backward()
            nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            progress.update(task, advance=1, description=f"Tuning, loss {loss.item():.3f}")
            if (step + 1) % _SAVE_EVERY == 0 or step + 1 == steps:
                _save(work, network, optimizer, schedule, step + 1)


def _loss(network: Network, tokenizer: Tokenizer, batch: Batch) -> Tensor:
    n = len(batch.first)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = network(*_ids(tokenizer, (*batch.first, *batch.second))).float()
    related = torch.from_numpy(batch.related())
    return sum(
        (_contrast(vectors[:n, :width], vectors[n:, :width], related)
         for width in (DIMENSIONS, SHORT)),
        torch.zeros(()),
    )  # fmt: skip


def _contrast(first: Tensor, second: Tensor, related: Tensor) -> Tensor:
    likeness = nn.functional.normalize(first) @ nn.functional.normalize(second).T * _SCALE
    likeness = likeness.masked_fill(related, -1e4)
    right = torch.arange(len(first))
    both: Tensor = nn.functional.cross_entropy(likeness, right) + nn.functional.cross_entropy(
        likeness.T, right
    )
    return both / 2


def _ids(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    encoded = tokenizer.encode_batch(list(texts))
    return (
        torch.tensor([e.ids for e in encoded]),
        torch.tensor([e.attention_mask for e in encoded]),
    )


def _save(
    work: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    step: int,
) -> None:
    """Write aside, then move, so that a kill leaves the last checkpoint whole."""
    state = {
        "network": network.state_dict(), "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(), "step": step,
    }  # fmt: skip
    torch.save(state, work / "checkpoint.part")
    (work / "checkpoint.part").replace(work / "checkpoint.pt")


def _resume(
    work: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> int:
    path = work / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    step: int = state["step"]
    return step
