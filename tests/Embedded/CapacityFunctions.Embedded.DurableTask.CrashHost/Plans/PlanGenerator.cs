namespace CapacityFunctions.Embedded.DurableTask.CrashHost.Plans;

/// <summary>Draws plans: every kind of step occurs, deeper ones less often.</summary>
internal sealed class PlanGenerator(int seed)
{
    private const int DeepestLevel = 3;
    private readonly Random _random = new(seed);
    private int _nextId;

    public Plan Next() => new([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new Sequence(Steps(level: 0)))]);

    private Step[] Steps(int level) => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => One(level + 1))];

    private Step One(int level) => _random.Next(level < DeepestLevel ? 13 : 8) switch
    {
        0 or 1 => new Work(_nextId++),
        2 => new Flaky(_nextId++, _random.Next(1, 3)),
        3 => new Broken(_nextId++),
        4 => new Pause(_random.Next(0, 40)),
        5 => new Raised(_nextId++),
        6 => new Sent(_nextId++),
        7 => new TimedOut(_nextId++, _random.Next(5, 30)),
        8 => new Sequence(Steps(level)),
        9 or 10 => new Together(Steps(level)),
        11 => new Child(_nextId++, new Sequence(Steps(level))),
        _ => new BrokenChild(_nextId++, new Sequence(Steps(level))),
    };
}
