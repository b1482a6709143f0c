"""The reader of a real contest's records: replays them through the engine and compares every figure."""
