using CapacityFunctions.Planning.Text;
using CapacityFunctions.Planning.Usage;

namespace CapacityFunctions.Cli.Forecasts;

/// <summary>The step of a grid as people write it: <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>, <c>1w</c>.</summary>
internal static class Frequency
{
    /// <returns>False for anything else, or for less than a second or more than 52 weeks.</returns>
    public static bool TryParse(string text, out TimeSpan step) => TimeStep.TryParse(text, out step);

    /// <summary>The step between neighbouring observations that occurs most often over all series; the shorter one on a tie.</summary>
    /// <param name="series">The observations of each series, in any order.</param>
    /// <returns>Null when no series has observations at two instants.</returns>
    public static TimeSpan? MostCommon(IEnumerable<IReadOnlyList<ResourceUsage>> series)
    {
        Dictionary<TimeSpan, int> counts = [];
        foreach (IReadOnlyList<ResourceUsage> observations in series)
        {
            DateTimeOffset[] instants = [.. observations.Select(observation => observation.Timestamp)];
            Array.Sort(instants);
            for (int i = 1; i < instants.Length; i++)
            {
                if (instants[i] > instants[i - 1])
                {
                    TimeSpan step = instants[i] - instants[i - 1];
                    counts[step] = counts.GetValueOrDefault(step) + 1;
                }
            }
        }

        return counts.Count == 0 ? null : counts.MaxBy(count => (count.Value, -count.Key.Ticks)).Key;
    }
}
