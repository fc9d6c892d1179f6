using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>How one input becomes columns of a regression: delayed, standardised, bent at two knots where it takes many values.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Knowledge">Whether later values are known.</param>
/// <param name="Hold">How long a value holds; null until the next one.</param>
/// <param name="Lag">Delay in steps, at least 0.</param>
/// <param name="Shift">Mean over the history.</param>
/// <param name="Scale">Standard deviation over the history, above 0.</param>
/// <param name="Knots">Where the effect may change its slope, standardised.</param>
/// <param name="Expectation">Stands in where nothing is known.</param>
internal sealed record InputTerm(
    string Name,
    InputKnowledge Knowledge,
    TimeSpan? Hold,
    int Lag,
    double Shift,
    double Scale,
    double[] Knots,
    InputExpectation Expectation)
{
    // A heating and a cooling side of a temperature, and what lies between.
    private const int KnotCount = 2;
    private const int FewestLevels = 12;

    /// <param name="input">The input.</param>
    /// <param name="lag">Delay in steps.</param>
    /// <param name="history">Its values over the history, delayed, without gaps.</param>
    /// <param name="expectation">Of the same history, not delayed.</param>
    public static InputTerm Of(ExternalInput input, int lag, ReadOnlySpan<double> history, InputExpectation expectation)
    {
        double mean = TensorPrimitives.Sum(history) / history.Length;
        double squares = 0;
        foreach (double value in history)
        {
            squares += (value - mean) * (value - mean);
        }

        double scale = Math.Sqrt(squares / history.Length);

        // A constant, rounding aside.
        scale = scale > 1e-9 * (1 + Math.Abs(mean)) ? scale : double.PositiveInfinity;
        return new InputTerm(input.Name, input.Knowledge, input.Hold, lag, mean, scale, KnotsOf(history, mean, scale), expectation);
    }

    /// <summary>The standardised value, then one column a knot.</summary>
    public int Columns => 1 + Knots.Length;

    public double Standardise(double value) => (value - Shift) / Scale;

    public void Write(StateWriter writer)
    {
        writer.WriteString(Name);
        writer.WriteByte((byte)Knowledge);
        writer.WriteInt64(Hold?.Ticks ?? 0);
        writer.WriteInt32(Lag);
        writer.WriteDouble(Shift);
        writer.WriteDouble(Scale);
        writer.WriteDoubles(Knots);
        Expectation.Write(writer);
    }

    public static InputTerm Read(StateReader reader)
    {
        string name = reader.ReadString();
        InputKnowledge knowledge = (InputKnowledge)reader.ReadByte();
        long hold = reader.ReadInt64();
        int lag = reader.ReadInt32();
        return lag >= 0
            ? new InputTerm(
                name, knowledge, hold == 0 ? null : new TimeSpan(hold), lag, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDoubles(), InputExpectation.Read(reader))
            : throw new InvalidDataException($"Model state is damaged: the input '{name}' has a delay of {lag} steps.");
    }

    /// <summary>Thirds of the values, for an input that takes enough of them.</summary>
    private static double[] KnotsOf(ReadOnlySpan<double> history, double mean, double scale)
    {
        double[] sorted = history.ToArray();
        Array.Sort(sorted);
        int levels = 1;
        for (int i = 1; i < sorted.Length && levels < FewestLevels; i++)
        {
            levels += sorted[i] > sorted[i - 1] ? 1 : 0;
        }

        if (levels < FewestLevels || double.IsInfinity(scale))
        {
            return [];
        }

        double[] knots = new double[KnotCount];
        for (int i = 0; i < KnotCount; i++)
        {
            knots[i] = (sorted[(i + 1) * sorted.Length / (KnotCount + 1)] - mean) / scale;
        }

        return knots[0] < knots[1] ? knots : [knots[0]];
    }
}
