"""Trains the engine's network, or its teacher, on one CPU thread; stops and resumes at any time.

    python train.py --data data --run runs/teacher --minutes 60 --teacher
    python train.py --data data --run runs/first --minutes 120           # start, or go on after a stop
    python train.py --data data --run runs/long --minutes 60 --init runs/first/best.pt

The learning rate follows the minutes of processor time, so that a busy machine gets to the same place, only later. What
is kept is a running average of the weights (`best.pt`, by accuracy on the validation sets): always ready to be exported.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from data import VISEMES, Recordings, batches
from model import Shape, Teacher, VisemeNetwork
from phones import PHONE_COUNT, VISEME_COUNT, VISEME_OF_PHONE_ID, VISUAL_CLASS

BATCH = 24
PEAK_RATE, LAST_RATE = 2e-3, 2e-5
WARM_UP_STEPS = 200
AVERAGE_STEPS = 500  # memory of the running average of the weights
VALIDATE_EVERY_S = 240
# The newest frames are named only to help the decoder look ahead; the two oldest become cues.
FRAME_WEIGHTS = (1.0, 1.0, 0.7, 0.5, 0.4, 0.3)
PHONE_WEIGHT = 0.3
SOFT_SHARE = 0.6  # how much a teacher's word counts beside a label, where there are both
MEMBERS = torch.zeros(PHONE_COUNT, VISEME_COUNT).index_put_((torch.arange(PHONE_COUNT), torch.tensor(VISEME_OF_PHONE_ID)), torch.tensor(1.0))


def viseme_log_probabilities(phone_logits):
    """A viseme is as likely as all of its phones together."""
    return (F.softmax(phone_logits, -1) @ MEMBERS).clamp(min=1e-9).log()


def loss_of_network(network, rows, phones, soft, bf16):
    visemes = torch.from_numpy(VISEMES)[phones]
    with torch.autocast('cpu', dtype=torch.bfloat16, enabled=bf16):
        logits, phone_logits = network.with_phones(rows)
    logits, phone_logits = logits.float(), phone_logits.float()
    truth = network.targets(visemes)
    known = truth >= 0
    hard = F.one_hot(truth.clamp(min=0), VISEME_COUNT) * known[..., None]
    taught = network.targets(soft, 0)
    has_teacher = taught.sum(-1, keepdim=True) > 0.5
    share = torch.where(has_teacher, torch.where(known[..., None], SOFT_SHARE, 1.0), 0.0)
    target = share * taught + (1 - share) * hard
    weight = torch.tensor(FRAME_WEIGHTS)
    # Divided by all frames, known or not: a batch with little to learn then also counts for little.
    loss = -((target * F.log_softmax(logits, -1)).sum(-1) * weight).sum() / (weight.sum() * known[:, :, 0].numel())
    stride = network.shape.stride
    return loss + PHONE_WEIGHT * F.cross_entropy(phone_logits.flatten(0, 2), network.targets(phones)[:, :, :stride].flatten(), ignore_index=-1)


def loss_of_teacher(network, rows, phones, bf16):
    with torch.autocast('cpu', dtype=torch.bfloat16, enabled=bf16):
        logits = network(rows)
    logits = logits.float()
    loss = F.cross_entropy(logits.flatten(0, 1), phones.flatten(), ignore_index=-1, label_smoothing=0.05)
    visemes = torch.from_numpy(VISEMES)[phones]
    return loss + F.nll_loss(viseme_log_probabilities(logits).flatten(0, 1), visemes.flatten(), ignore_index=-1)


@torch.no_grad()
def validate(network, recordings):
    """Arg-max accuracy over speech: per viseme and per visual class; share of the frames of each lip class found."""
    visual = torch.tensor(VISUAL_CLASS)
    table = torch.zeros(VISEME_COUNT, VISEME_COUNT)
    loss = frames = 0.0
    for rows, phones, _ in recordings.whole():
        truth = torch.from_numpy(VISEMES)[phones]
        if isinstance(network, Teacher):
            logits = viseme_log_probabilities(network(rows))
        else:
            stride = network.shape.stride
            truth = network.targets(truth)[:, :, :stride]
            logits = network(rows)[:, :, :stride]
        known = truth >= 0
        loss += F.cross_entropy(logits[known], truth[known], reduction='sum').item()
        frames += known.sum().item()
        table.index_put_((truth[known], logits[known].argmax(-1)), torch.tensor(1.0), accumulate=True)
    speech = table[1:]
    seen = torch.zeros(10, 10).index_add_(0, visual[1:], torch.zeros(VISEME_COUNT - 1, 10).index_add_(1, visual, speech))
    per_class = [100 * (seen[i, i] / seen[i].sum()).item() for i in range(1, 10)]
    return {'acc22': round(100 * (speech.diagonal(1).sum() / speech.sum()).item(), 2), 'accVis': round(100 * (seen.trace() / seen.sum()).item(), 2),
            'balanced': round(float(np.mean(per_class)), 2), 'loss': round(loss / frames, 4), 'classes': [round(x) for x in per_class]}


def rate_at(step, progress):
    warm = min(1, (step + 1) / WARM_UP_STEPS)
    return warm * (LAST_RATE + (PEAK_RATE - LAST_RATE) * 0.5 * (1 + math.cos(math.pi * min(1, progress))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--run', type=Path, required=True)
    parser.add_argument('--minutes', type=float, required=True, help='of processor time')
    parser.add_argument('--teacher', action='store_true')
    parser.add_argument('--init', type=Path, help='weights to start from, of a run with the same shape')
    parser.add_argument('--channels', type=int)
    parser.add_argument('--dilations', type=int, nargs='+')
    parser.add_argument('--dropout', type=float)
    parser.add_argument('--peak-rate', type=float, default=PEAK_RATE)
    parser.add_argument('--people-share', type=float)
    parser.add_argument('--fp32', action='store_true', help='where the CPU has no AVX-512 BF16, with which training is 2.7 times faster')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.run.mkdir(parents=True, exist_ok=True)

    shape = {k: tuple(v) if k == 'dilations' else v for k in ('channels', 'dilations') if (v := getattr(args, k))}
    if args.teacher:
        make = lambda dropout: Teacher(**shape, dropout=dropout)
    else:
        make = lambda dropout: VisemeNetwork(Shape(**shape), dropout)
    network, average = make(args.dropout if args.dropout is not None else 0.15 if args.teacher else 0.05), make(0.0)
    average.eval()
    if args.init:
        network.load_state_dict(torch.load(args.init, weights_only=True)['weights'])
    average.load_state_dict(network.state_dict())
    optimizer = torch.optim.AdamW(network.parameters(), lr=args.peak_rate, betas=(0.9, 0.98), weight_decay=0.01)
    step, elapsed, best = 0, 0.0, -1.0
    last = args.run / 'last.pt'
    if last.exists():
        kept = torch.load(last, weights_only=True)
        network.load_state_dict(kept['network'])
        average.load_state_dict(kept['weights'])
        optimizer.load_state_dict(kept['optimizer'])
        step, elapsed, best = kept['step'], kept['elapsed'], kept['best']

    stream = batches(args.data, BATCH, args.seed + step, args.people_share)
    validation = {name: Recordings(args.data, name) for name in ('held-out', 'dev') if (args.data / f'{name}-files.npy').exists()}
    settings = network.settings if args.teacher else network.shape.to_dict()
    print(f'{sum(p.numel() for p in network.parameters())} parameters', flush=True)
    validated, loss_sum, loss_count = elapsed, 0.0, 0
    while elapsed < 60 * args.minutes:
        rows, phones, soft = next(stream)
        began = time.process_time()
        for group in optimizer.param_groups:
            group['lr'] = rate_at(step, elapsed / (60 * args.minutes)) * args.peak_rate / PEAK_RATE
        bf16 = not args.fp32
        loss = loss_of_teacher(network, rows, phones, bf16) if args.teacher else loss_of_network(network, rows, phones, soft, bf16)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            keep = min(1 - 1 / AVERAGE_STEPS, step / (step + 10))
            torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - keep)
        step += 1
        loss_sum, loss_count = loss_sum + loss.item(), loss_count + 1
        elapsed += (time.process_time() - began) / args.threads
        if elapsed - validated > VALIDATE_EVERY_S or elapsed >= 60 * args.minutes:
            scores = {name: validate(average, part) for name, part in validation.items()}
            score = float(np.mean([s['acc22'] + s['accVis'] for s in scores.values()]))
            line = {'step': step, 'minutes': round(elapsed / 60, 1), 'loss': round(loss_sum / loss_count, 4), **scores}
            with open(args.run / 'log.jsonl', 'a') as log:
                log.write(json.dumps(line) + '\n')
            print(json.dumps(line), flush=True)
            kept = {'teacher': args.teacher, 'shape': settings, 'weights': average.state_dict(), **line}
            if score > best:
                best = score
                torch.save(kept, args.run / 'best.pt')
            torch.save({**kept, 'network': network.state_dict(), 'optimizer': optimizer.state_dict(), 'elapsed': elapsed, 'best': best}, last)
            validated, loss_sum, loss_count = elapsed, 0.0, 0


if __name__ == '__main__':
    main()
