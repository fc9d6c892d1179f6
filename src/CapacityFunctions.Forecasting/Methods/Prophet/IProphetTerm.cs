using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>A part of the model that is linear in coefficients with normal priors: a season, a holiday, a regressor.</summary>
internal interface IProphetTerm
{
    string Name { get; }

    /// <summary>Coefficients, at least 1.</summary>
    int Count { get; }

    /// <summary>Standard deviation of their prior.</summary>
    double PriorScale { get; }

    /// <summary>Whether the term is a share of the trend instead of an amount.</summary>
    bool IsMultiplicative { get; }

    /// <summary>Writes the columns for some steps.</summary>
    /// <param name="days">Start of each step in days since 1970-01-01T00Z.</param>
    /// <param name="regressors">External inputs over the same steps; null for none.</param>
    /// <param name="columns">Receives one column after the other, each as long as days.</param>
    void Fill(ReadOnlySpan<double> days, RegressorMatrix? regressors, Span<double> columns);

    /// <summary>Writes a tag and the term; <see cref="ProphetTerms.Read"/> reads it.</summary>
    void Write(StateWriter writer);
}
