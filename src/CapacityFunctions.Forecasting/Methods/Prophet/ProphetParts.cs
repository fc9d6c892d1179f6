using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>Trend, terms and noise of a fitted model: what depends on the calendar and external inputs alone.</summary>
/// <param name="Scale">Units of the other members.</param>
/// <param name="Trend">Fitted trend.</param>
/// <param name="Terms">Seasons, holidays, regressors.</param>
/// <param name="Coefficients">β, the terms' coefficients one after the other.</param>
/// <param name="Noise">σ, scaled.</param>
/// <param name="Uncertainty">Of the trend's future.</param>
/// <param name="End">Start of the first step after the history, in days since 1970-01-01T00Z.</param>
/// <param name="StepDays">Length of a step in days.</param>
internal sealed record ProphetParts(
    ProphetScale Scale,
    ProphetTrend Trend,
    IProphetTerm[] Terms,
    double[] Coefficients,
    double Noise,
    TrendUncertainty Uncertainty,
    double End,
    double StepDays)
{
    /// <summary>Scaled usage at some steps, and how much it changes with the line of the trend.</summary>
    /// <param name="days">Start of each step, ascending.</param>
    /// <param name="regressors">Over the same steps.</param>
    public (double[] Mean, double[] Sensitivity) Evaluate(ReadOnlySpan<double> days, RegressorMatrix? regressors)
    {
        double[] trend = new double[days.Length];
        double[] share = new double[days.Length];
        double[] sum = new double[days.Length];
        FillTrend(days, trend);
        share.AsSpan().Fill(1);
        for (int term = 0; term < Terms.Length; term++)
        {
            AddTerm(term, days, regressors, Terms[term].IsMultiplicative ? share : sum);
        }

        TensorPrimitives.MultiplyAdd(trend, share, sum, sum);
        for (int i = 0; i < trend.Length; i++)
        {
            share[i] *= Trend.Sensitivity(trend[i]);
        }

        return (sum, share);
    }

    /// <summary>The trend in capacity units.</summary>
    public double[] TrendAt(ReadOnlySpan<double> days)
    {
        double[] trend = new double[days.Length];
        FillTrend(days, trend);
        for (int i = 0; i < trend.Length; i++)
        {
            trend[i] = Scale.ToUsage(trend[i]);
        }

        return trend;
    }

    /// <summary>One term: capacity units, or a share of the trend.</summary>
    public double[] TermAt(int term, ReadOnlySpan<double> days, RegressorMatrix? regressors)
    {
        double[] effect = new double[days.Length];
        AddTerm(term, days, regressors, effect);
        if (!Terms[term].IsMultiplicative)
        {
            TensorPrimitives.Multiply(effect, Scale.Size, effect);
        }

        return effect;
    }

    public string Describe()
    {
        string trend = Trend.Growth == ProphetGrowth.Flat ? "flat" : $"{Trend.Growth.ToString().ToLowerInvariant()} with {Trend.Changes.Length} changes";
        return string.Join(", ", Terms.Select(term => term.IsMultiplicative ? $"{term.Name} (share)" : term.Name).Prepend(trend));
    }

    public void Write(StateWriter writer)
    {
        Scale.Write(writer);
        Trend.Write(writer);
        writer.WriteInt32(Terms.Length);
        foreach (IProphetTerm term in Terms)
        {
            term.Write(writer);
        }

        writer.WriteDoubles(Coefficients);
        writer.WriteDouble(Noise);
        Uncertainty.Write(writer);
        writer.WriteDouble(End);
        writer.WriteDouble(StepDays);
    }

    public static ProphetParts Read(StateReader reader)
    {
        ProphetScale scale = ProphetScale.Read(reader);
        ProphetTrend trend = ProphetTrend.Read(reader);
        IProphetTerm[] terms = new IProphetTerm[reader.ReadLength(1)];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = ProphetTerms.Read(reader);
        }

        double[] coefficients = reader.ReadDoubles();
        return coefficients.Length == terms.Sum(term => term.Count)
            ? new ProphetParts(
                scale, trend, terms, coefficients, reader.ReadDouble(), TrendUncertainty.Read(reader), reader.ReadDouble(), reader.ReadDouble())
            : throw new InvalidDataException($"Model state is damaged: {coefficients.Length} coefficients don't fit the terms.");
    }

    private void FillTrend(ReadOnlySpan<double> days, double[] trend)
    {
        double[] times = new double[days.Length];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = Scale.Time(days[i]);
        }

        Trend.Fill(times, trend);
    }

    private void AddTerm(int term, ReadOnlySpan<double> days, RegressorMatrix? regressors, Span<double> target)
    {
        int first = 0;
        for (int before = 0; before < term; before++)
        {
            first += Terms[before].Count;
        }

        double[] columns = new double[Terms[term].Count * days.Length];
        Terms[term].Fill(days, regressors, columns);
        for (int column = 0; column < Terms[term].Count; column++)
        {
            TensorPrimitives.MultiplyAdd(columns.AsSpan(column * days.Length, days.Length), Coefficients[first + column], target, target);
        }
    }
}
