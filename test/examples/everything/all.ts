// Every entry, as an app's compiler sees it: its declarations and all that they lead to are checked, libraries included.
export * as browser from '@lipwire/browser';
export * as doctor from '@lipwire/browser/doctor';
export * as local from '@lipwire/browser/local';
export * as session from '@lipwire/browser/session';
export * as tools from '@lipwire/browser/tools';
export * as cues from '@lipwire/cues';
export * as emulator from '@lipwire/emulator';
export * as engine from '@lipwire/engine';
export * as gateway from '@lipwire/gateway';
export * as providers from '@lipwire/providers';
export * as react from '@lipwire/react';
export * as rig from '@lipwire/rig';
export * as builder from '@lipwire/rig/builder';
export * as contract from '@lipwire/rig/contract';
