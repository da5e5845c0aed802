"""Writes down what teachers say of the training material, for a student to learn from: NAME-soft.npy, rows x visemes.

    python teach.py --data data --teacher runs/teacher/best.pt [more ...]

The files are heard as they are, undisguised; a student then hears them disguised and is asked for the same answer. Where
several teachers are given, their mean counts.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from align import listen, load_teacher
from data import Recordings
from train import MEMBERS


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', type=Path, required=True)
    parser.add_argument('--teacher', type=Path, nargs='+', required=True)
    parser.add_argument('--threads', type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    teachers = [load_teacher(path) for path in args.teacher]
    recordings = Recordings(args.data, 'train')
    soft = np.lib.format.open_memmap(args.data / 'train-soft.npy', 'w+', np.float16, (len(recordings.rows), MEMBERS.shape[1]))
    members = MEMBERS.numpy()
    agree = np.zeros(2)
    for i, (first, count, _) in enumerate(recordings.files):
        with torch.autocast('cpu', dtype=torch.bfloat16):
            said = listen(teachers, recordings.rows[first : first + count].astype(np.float32)) @ members
        soft[first : first + count] = said
        phones = recordings.phones[first : first + count]
        known = phones > 0
        agree += ((members.argmax(1)[phones[known]] == said[known].argmax(1)).sum(), known.sum())
        if i % 2000 == 0:
            print(f'{i} of {len(recordings.files)}', flush=True)
    print(f'teachers and labels agree on {100 * agree[0] / agree[1]:.1f} % of the visemes of speech')


if __name__ == '__main__':
    main()
