using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Inputs;

/// <summary>What inputs do to a series: a coefficient a column, on a scale.</summary>
/// <param name="Scale">Where the effects add up.</param>
/// <param name="Coefficients">One a column, by <paramref name="Names"/>.</param>
/// <param name="Names">Columns.</param>
/// <param name="Lowest">No sum of effects is taken to be below; an input beyond anything seen must not extrapolate without end.</param>
/// <param name="Highest">Nor above.</param>
internal sealed record InputEffect(EffectScale Scale, double[] Coefficients, IReadOnlyList<string> Names, double Lowest, double Highest)
{
    // Share of the range of effects in the history by which later ones may exceed it.
    private const double Slack = 0.25;

    /// <param name="scale">Where the effects add up.</param>
    /// <param name="coefficients">One a column.</param>
    /// <param name="history">The columns over the history, at least one step.</param>
    public static InputEffect Of(EffectScale scale, double[] coefficients, RegressorMatrix history)
    {
        InputEffect free = new(scale, coefficients, history.Names, double.NegativeInfinity, double.PositiveInfinity);
        double[] effects = free.Evaluate(history, history.Columns.Count > 0 ? history.Columns[0].Length : 1);
        (double low, double high) = (TensorPrimitives.Min<double>(effects), TensorPrimitives.Max<double>(effects));
        double slack = Slack * (high - low);
        return free with { Lowest = low - slack, Highest = high + slack };
    }

    /// <summary>The sum of effects of each step.</summary>
    /// <exception cref="ArgumentException">The columns are not those of the model, or of another length.</exception>
    public double[] Evaluate(RegressorMatrix? regressors, int length)
    {
        if (regressors is null || !regressors.Names.SequenceEqual(Names, StringComparer.Ordinal) || regressors.Columns.Any(column => column.Length != length))
        {
            throw new ArgumentException($"The model needs the inputs {string.Join(", ", Names)} over exactly {length} steps.", nameof(regressors));
        }

        double[] effects = new double[length];
        for (int i = 0; i < Coefficients.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(regressors.Columns[i].Span, Coefficients[i], effects, effects);
        }

        for (int step = 0; step < length; step++)
        {
            effects[step] = Math.Clamp(effects[step], Lowest, Highest);
        }

        return effects;
    }

    public void Write(StateWriter writer)
    {
        Scale.Write(writer);
        writer.WriteDoubles(Coefficients);
        foreach (string name in Names)
        {
            writer.WriteString(name);
        }

        writer.WriteDouble(Lowest);
        writer.WriteDouble(Highest);
    }

    public static InputEffect Read(StateReader reader)
    {
        EffectScale scale = EffectScale.Read(reader);
        double[] coefficients = reader.ReadDoubles();
        string[] names = Array.ConvertAll(coefficients, _ => reader.ReadString());
        (double lowest, double highest) = (reader.ReadDouble(), reader.ReadDouble());
        return lowest <= highest
            ? new InputEffect(scale, coefficients, names, lowest, highest)
            : throw new InvalidDataException($"Model state is damaged: effects between {lowest} and {highest}.");
    }
}
