using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>
/// Turns inputs into columns step by step, and remembers what delays and gaps need of the past. Immutable; made from nothing that was not
/// known when the history ended.
/// </summary>
internal sealed class InputBasis
{
    private const byte Version = 1;
    private const int Harmonics = 2;

    private readonly InputTerm[] terms;
    private readonly int shapePeriod;
    private readonly long position;

    // For each term the values of the steps before the next one, as many as its lag, oldest first; and the deviation of the last of them.
    private readonly double[][] recent;
    private readonly double[] deviations;

    private InputBasis(InputTerm[] terms, int shapePeriod, DateTimeOffset end, TimeSpan step, long position, double[][] recent, double[] deviations)
    {
        this.terms = terms;
        this.shapePeriod = shapePeriod;
        End = end;
        Step = step;
        this.position = position;
        this.recent = recent;
        this.deviations = deviations;
        Names = [.. ColumnNames()];
    }

    /// <summary>Start of the next step.</summary>
    public DateTimeOffset End { get; }

    public TimeSpan Step { get; }

    public IReadOnlyList<InputTerm> Terms => terms;

    /// <summary>One a column.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <param name="inputs">Every input of <paramref name="lags"/>, and perhaps others.</param>
    /// <param name="lags">Names and delays in steps of those to use.</param>
    /// <param name="isShaped">Whether effects differ over the first season.</param>
    /// <param name="history">The history with its calendar.</param>
    /// <returns>The columns over the history, and the basis after it.</returns>
    public static InputColumns Fit(ExternalInputs inputs, IReadOnlyList<KeyValuePair<string, int>> lags, bool isShaped, FitRequest history)
    {
        int length = history.History.Length;
        DateTimeOffset end = history.Start + (history.Step * length);
        int period = history.FirstPeriod;
        ExternalInputs known = inputs.KnownAt(end);
        InputTerm[] fitted = new InputTerm[lags.Count];
        double[][] delayed = new double[lags.Count][];
        double[][] last = new double[lags.Count][];
        double[] departures = new double[lags.Count];
        for (int i = 0; i < fitted.Length; i++)
        {
            (string name, int lag) = lags[i];
            ExternalInput input = known.Find(name)!;
            double[] values = new double[length + lag];
            bool[] isKnown = new bool[values.Length];
            input.Fill(history.Start - (history.Step * lag), history.Step, input.Hold, values, isKnown);
            InputExpectation expectation = InputExpectation.Of(values.AsSpan(lag), isKnown.AsSpan(lag), period);

            // The position of the first delayed value is negative; a whole number of seasons makes it a phase.
            expectation.Fill(PhaseBefore(lag, period), ref departures[i], values, isKnown);
            delayed[i] = values[..length];
            last[i] = values[length..];
            fitted[i] = InputTerm.Of(input, lag, delayed[i], expectation);
        }

        InputBasis before = new(fitted, isShaped ? period : 1, history.Start, history.Step, 0, last, departures);
        InputBasis after = new(fitted, before.shapePeriod, end, history.Step, length, last, departures);
        return new InputColumns(before.Expand(delayed), after, []);
    }

    /// <summary>The columns of the next steps.</summary>
    /// <param name="inputs">Any; those of the basis that are missing are expected from their past.</param>
    /// <param name="count">Steps.</param>
    /// <param name="isFuture">True when the steps are still to come: inputs that are only observed are not looked at.</param>
    public InputColumns Next(ExternalInputs inputs, int count, bool isFuture)
    {
        double[][] delayed = new double[terms.Length][];
        double[][] rest = new double[terms.Length][];
        double[] last = (double[])deviations.Clone();
        List<string> missing = [];
        for (int i = 0; i < terms.Length; i++)
        {
            InputTerm term = terms[i];
            double[] values = new double[count];
            bool[] known = new bool[count];
            bool isLookedAt = !isFuture || term.Knowledge == InputKnowledge.KnownAhead;
            if (isLookedAt && inputs.Find(term.Name) is { } input)
            {
                input.Fill(End, Step, term.Hold, values, known);
            }

            if (isLookedAt && known.AsSpan().Contains(value: false))
            {
                missing.Add(term.Name);
            }

            term.Expectation.Fill(position, ref last[i], values, known);
            double[] all = [.. recent[i], .. values];
            delayed[i] = all[..count];
            rest[i] = all[count..];
        }

        InputBasis next = new(terms, shapePeriod, End + (Step * count), Step, position + count, rest, last);
        return new InputColumns(Expand(delayed), next, missing);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        writer.WriteInt32(shapePeriod);
        writer.WriteInt64(End.UtcTicks);
        writer.WriteInt64(Step.Ticks);
        writer.WriteInt64(position);
        writer.WriteInt32(terms.Length);
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i].Write(writer);
            writer.WriteDoubles(recent[i]);
            writer.WriteDouble(deviations[i]);
        }
    }

    public static InputBasis Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "external inputs");
        int period = reader.ReadInt32();
        DateTimeOffset end = new(reader.ReadInt64(), TimeSpan.Zero);
        TimeSpan step = new(reader.ReadInt64());
        long steps = reader.ReadInt64();
        InputTerm[] read = new InputTerm[reader.ReadLength(sizeof(double))];
        double[][] last = new double[read.Length][];
        double[] departures = new double[read.Length];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = InputTerm.Read(reader);
            last[i] = reader.ReadDoubles();
            departures[i] = reader.ReadDouble();
            if (last[i].Length != read[i].Lag)
            {
                throw new InvalidDataException($"Model state is damaged: {last[i].Length} values for a delay of {read[i].Lag} steps.");
            }
        }

        return period > 0 && step > TimeSpan.Zero
            ? new InputBasis(read, period, end, step, steps, last, departures)
            : throw new InvalidDataException($"Model state is damaged: inputs with a period of {period} and steps of {step}.");
    }

    private int HarmonicCount => Math.Min(Harmonics, (shapePeriod - 1) / 2);

    private static int PhaseBefore(int lag, int period) => (period - (lag % period)) % period;

    /// <summary>For each term: standardised value, hinges, value × cosine and value × sine of each harmonic.</summary>
    private RegressorMatrix Expand(double[][] delayed)
    {
        List<ReadOnlyMemory<double>> columns = [];
        for (int i = 0; i < terms.Length; i++)
        {
            double[] value = Array.ConvertAll(delayed[i], terms[i].Standardise);
            columns.Add(value);
            foreach (double knot in terms[i].Knots)
            {
                columns.Add(Array.ConvertAll(value, standardised => Math.Max(0, standardised - knot)));
            }

            for (int harmonic = 1; harmonic <= HarmonicCount; harmonic++)
            {
                double[] cosine = new double[value.Length];
                double[] sine = new double[value.Length];
                for (int step = 0; step < value.Length; step++)
                {
                    (double sin, double cos) = Math.SinCos(2 * Math.PI * harmonic * ((position + step) % shapePeriod) / shapePeriod);
                    cosine[step] = value[step] * cos;
                    sine[step] = value[step] * sin;
                }

                columns.Add(cosine);
                columns.Add(sine);
            }
        }

        return new RegressorMatrix(Names, columns);
    }

    private IEnumerable<string> ColumnNames()
    {
        foreach (InputTerm term in terms)
        {
            yield return term.Name;
            for (int knot = 0; knot < term.Knots.Length; knot++)
            {
                yield return $"{term.Name}/{knot + 1}";
            }

            for (int harmonic = 1; harmonic <= HarmonicCount; harmonic++)
            {
                yield return $"{term.Name}/cos{harmonic}";
                yield return $"{term.Name}/sin{harmonic}";
            }
        }
    }
}
