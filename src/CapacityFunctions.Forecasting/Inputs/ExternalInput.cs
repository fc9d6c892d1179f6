using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// One external series, irregular as it came. It says itself how long a value holds: values that come at an even pace are samples and hold for
/// two of their intervals, after which nothing is known; all others are steps and hold until the next one.
/// Immutable.
/// </summary>
public sealed class ExternalInput
{
    // From as many values on an even pace is no accident.
    private const int FewestSamples = 8;
    private const double EvenShare = 0.9;
    private const double EvenRatio = 1.5;

    private readonly DateTimeOffset[] instants;
    private readonly double[] values;

    /// <param name="name">Unique among the inputs of a series.</param>
    /// <param name="knowledge">Whether later values are known when a forecast is made.</param>
    /// <param name="observations">In any order; of two at one instant the larger counts. May be empty.</param>
    /// <exception cref="ArgumentException">The name is empty or a value is not finite.</exception>
    public ExternalInput(string name, InputKnowledge knowledge, IEnumerable<Observation> observations)
        : this(name, knowledge, Ordered(observations, name))
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
    }

    private ExternalInput(string name, InputKnowledge knowledge, Observation[] ordered)
        : this(
            name,
            knowledge,
            Array.ConvertAll(ordered, observation => observation.Timestamp),
            Array.ConvertAll(ordered, observation => observation.Value))
    {
    }

    private ExternalInput(string name, InputKnowledge knowledge, DateTimeOffset[] instants, double[] values)
    {
        Name = name;
        Knowledge = knowledge;
        this.instants = instants;
        this.values = values;
        Hold = HoldOf(instants);
    }

    public string Name { get; }

    public InputKnowledge Knowledge { get; }

    /// <summary>How long a value holds; null until the next one.</summary>
    public TimeSpan? Hold { get; }

    /// <summary>When the last value begins; null for an input without values.</summary>
    public DateTimeOffset? Latest => instants.Length > 0 ? instants[^1] : null;

    /// <summary>
    /// Judges from the values whether the future is known: samples go on beyond the history up to the end of the forecast; steps have a value
    /// beyond the history, or have rested before for as long as the forecast would see them rest. A signal that arrives with the data does neither.
    /// </summary>
    /// <param name="end">Exclusive end of the history.</param>
    /// <param name="forecastEnd">Exclusive end of what is forecast.</param>
    public ExternalInput JudgedAt(DateTimeOffset end, DateTimeOffset forecastEnd)
    {
        bool isKnown = instants.Length < 2
            || (Hold is { } hold
                ? instants[^1] > end && instants[^1] + (hold / 2) >= forecastEnd
                : instants[^1] > end || forecastEnd - instants[^1] <= LongestGap());
        return As(isKnown ? InputKnowledge.KnownAhead : InputKnowledge.ObservedOnly);
    }

    /// <summary>The same series with other knowledge of the future.</summary>
    public ExternalInput As(InputKnowledge knowledge) => knowledge == Knowledge ? this : new ExternalInput(Name, knowledge, instants, values);

    /// <summary>The observations before an instant, for what knows no others.</summary>
    internal ExternalInput Before(DateTimeOffset instant)
    {
        int count = CountBefore(instant);
        return count == instants.Length
            ? this
            : new ExternalInput(Name, Knowledge, instants[..count], values[..count]);
    }

    /// <summary>The same values at other instants; of two that meet the larger counts.</summary>
    internal ExternalInput InClockOf(Func<DateTimeOffset, DateTimeOffset> clock) =>
        new(Name, Knowledge, instants.Select((instant, i) => new Observation(clock(instant), values[i])));

    internal void Write(StateWriter writer)
    {
        writer.WriteString(Name);
        writer.WriteByte((byte)Knowledge);
        writer.WriteInt32(instants.Length);
        for (int i = 0; i < instants.Length; i++)
        {
            writer.WriteInt64(instants[i].UtcTicks);
            writer.WriteDouble(values[i]);
        }
    }

    internal static ExternalInput Read(StateReader reader)
    {
        string name = reader.ReadString();
        InputKnowledge knowledge = (InputKnowledge)reader.ReadByte();
        Observation[] observations = new Observation[reader.ReadLength(sizeof(long) + sizeof(double))];
        for (int i = 0; i < observations.Length; i++)
        {
            observations[i] = new Observation(reader.ReadInstant(), reader.ReadDouble());
        }

        return new ExternalInput(name, knowledge, (IEnumerable<Observation>)observations);
    }

    /// <summary>
    /// The value of each step. Samples inside a step count by their mean; a step without one, and every step of an input of steps, has the mean
    /// over its time of what is in force. Before the first value, an input of steps that takes the value zero anywhere is zero (a campaign that
    /// was never announced), any other has its first value.
    /// </summary>
    /// <param name="start">Start of the first step.</param>
    /// <param name="step">Length of a step.</param>
    /// <param name="hold">How long a value holds, as it was in training; null until the next one.</param>
    /// <param name="target">Receives one value a step; 0 where nothing is known.</param>
    /// <param name="known">Receives whether anything is known of the step.</param>
    internal void Fill(DateTimeOffset start, TimeSpan step, TimeSpan? hold, Span<double> target, Span<bool> known)
    {
        int next = CountBefore(start);
        for (int i = 0; i < target.Length; i++)
        {
            DateTimeOffset from = start + (step * i);
            DateTimeOffset end = from + step;
            int first = next;
            double sum = 0;
            while (next < instants.Length && instants[next] < end)
            {
                sum += values[next++];
            }

            known[i] = true;
            if (hold is not null && next > first)
            {
                target[i] = sum / (next - first);
            }
            else
            {
                (target[i], known[i]) = InForce(from, end, first, hold);
            }
        }
    }

    /// <summary>The mean over a step of the values in force there.</summary>
    private (double Value, bool IsKnown) InForce(DateTimeOffset from, DateTimeOffset end, int next, TimeSpan? hold)
    {
        double sum = 0;
        long ticks = 0;
        for (int current = next - 1; current < instants.Length && (current < 0 || instants[current] < end); current++)
        {
            DateTimeOffset begin = current < 0 || instants[current] < from ? from : instants[current];
            DateTimeOffset until = current + 1 < instants.Length && instants[current + 1] < end ? instants[current + 1] : end;
            if (current >= 0 && hold is { } limit && instants[current] + limit < until)
            {
                until = instants[current] + limit;
            }

            if (until > begin && (current >= 0 || (hold is null && values.Length > 0)))
            {
                sum += (current >= 0 ? values[current] : BeforeFirst()) * (until - begin).Ticks;
                ticks += (until - begin).Ticks;
            }
        }

        return ticks > 0 ? (sum / ticks, true) : (0, false);
    }

    private double BeforeFirst() => Knowledge == InputKnowledge.KnownAhead && Array.IndexOf(values, 0) >= 0 ? 0 : values[0];

    private int CountBefore(DateTimeOffset instant)
    {
        int index = Array.BinarySearch(instants, instant);
        return index >= 0 ? index : ~index;
    }

    private TimeSpan LongestGap()
    {
        TimeSpan longest = TimeSpan.Zero;
        for (int i = 1; i < instants.Length; i++)
        {
            longest = instants[i] - instants[i - 1] > longest ? instants[i] - instants[i - 1] : longest;
        }

        return longest;
    }

    private static TimeSpan? HoldOf(DateTimeOffset[] instants)
    {
        if (instants.Length < FewestSamples)
        {
            return null;
        }

        long[] gaps = new long[instants.Length - 1];
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = (instants[i + 1] - instants[i]).Ticks;
        }

        Array.Sort(gaps);
        long usual = gaps[gaps.Length / 2];
        return gaps[(int)(EvenShare * (gaps.Length - 1))] <= EvenRatio * usual ? new TimeSpan(2 * usual) : null;
    }

    private static Observation[] Ordered(IEnumerable<Observation> observations, string name)
    {
        ArgumentNullException.ThrowIfNull(observations);
        Observation[] all = [.. observations
            .Select(observation => double.IsFinite(observation.Value)
                ? observation with { Timestamp = observation.Timestamp.ToUniversalTime() }
                : throw new ArgumentException($"The input '{name}' is {observation.Value} at {observation.Timestamp:O}; it must be finite.", nameof(observations)))
            .OrderBy(observation => observation.Timestamp).ThenByDescending(observation => observation.Value)];
        return [.. all.Where((observation, i) => i == 0 || observation.Timestamp != all[i - 1].Timestamp)];
    }
}
