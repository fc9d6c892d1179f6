using System.Collections.Concurrent;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Storage.Learning;
using CapacityFunctions.Training;
using Microsoft.Extensions.Logging;

namespace CapacityFunctions.Forecasts;

/// <summary>
/// The models that were learned over many series, as this process holds them. Which versions are in use is asked once a minute at most, and a version
/// is read once, however many series ask. So another process's promotion counts here up to a minute later; one in this process, at once.
/// </summary>
public sealed class LearnedModels(LearnedModelStore store, LearnerCatalog learners, TimeProvider time, ILogger<LearnedModels> logger) : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly ConcurrentDictionary<LearnedModelKey, ILearnedModel?> _known = new();
    private volatile Look? _look;

    /// <summary>The versions in use that can be read; at most one for each horizon and learner.</summary>
    public async Task<IReadOnlyList<LearnedChampion>> ChampionsAsync(CancellationToken cancellationToken)
    {
        if (Recent() is { } recent)
        {
            return recent;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return Recent() ?? await LookAsync(cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>A version, in use or not; null when it is gone, or nobody here can read it.</summary>
    public async Task<ILearnedModel?> FindAsync(LearnedModelKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_known.TryGetValue(key, out ILearnedModel? known))
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return await ReadAsync(key, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Has the next call look again: the versions in use have changed.</summary>
    public void Forget() => _look = null;

    public void Dispose() => _reading.Dispose();

    private IReadOnlyList<LearnedChampion>? Recent() =>
        _look is { } look && time.GetElapsedTime(look.At) < LookAgain ? look.Champions : null;

    /// <summary>Versions that are no longer in use are read again if somebody asks, and what was missing is looked for again.</summary>
    private async Task<IReadOnlyList<LearnedChampion>> LookAsync(CancellationToken cancellationToken)
    {
        long now = time.GetTimestamp();
        IReadOnlyList<LearnedModelKey> keys = await store.ChampionsAsync(cancellationToken);
        foreach ((LearnedModelKey key, ILearnedModel? model) in _known)
        {
            if (model is null || !keys.Contains(key))
            {
                _known.TryRemove(key, out _);
            }
        }

        List<LearnedChampion> champions = [];
        foreach (LearnedModelKey key in keys)
        {
            if (await ReadAsync(key, cancellationToken) is { } model)
            {
                champions.Add(new LearnedChampion(key, model));
            }
        }

        _look = new Look(now, champions);
        return champions;
    }

    private async Task<ILearnedModel?> ReadAsync(LearnedModelKey key, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(key, out ILearnedModel? known))
        {
            return known;
        }

        ILearnedModel? model = null;
        if (learners.Find(key.Learner) is { } learner && await store.LoadAsync(key, cancellationToken) is { } state)
        {
            try
            {
                model = learner.Restore(state);
            }
            catch (InvalidDataException unreadable)
            {
                logger.LearnedModelUnreadable(key.Learner, key.Horizon, key.Version, unreadable.Message);
            }
        }

        _known[key] = model;
        return model;
    }

    private sealed record Look(long At, IReadOnlyList<LearnedChampion> Champions);
}
