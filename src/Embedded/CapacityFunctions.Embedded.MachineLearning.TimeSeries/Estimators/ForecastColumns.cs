using Microsoft.ML;
using Microsoft.ML.Data;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;

/// <summary>Names and shape of what goes in and comes out.</summary>
/// <param name="Output">The forecast.</param>
/// <param name="Input">The series.</param>
/// <param name="LowerBound">Null or empty for no bounds.</param>
/// <param name="UpperBound">Null or empty for no bounds.</param>
/// <param name="Horizon">Steps forecast unless a prediction asks for another number.</param>
/// <param name="IsHorizonVariable">The vectors then have no fixed size.</param>
/// <param name="ConfidenceLevel">In [0, 1), unless a prediction asks for another one.</param>
internal sealed record ForecastColumns(
    string Output, string Input, string? LowerBound, string? UpperBound, int Horizon, bool IsHorizonVariable, float ConfidenceLevel)
{
    public bool HasBounds => !string.IsNullOrEmpty(LowerBound);

    // Size 0 stands for any size.
    private VectorDataViewType VectorType => new(NumberDataViewType.Single, IsHorizonVariable ? 0 : Horizon);

    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative, or only one of the bounds has a name.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Horizon);
        if (string.IsNullOrEmpty(LowerBound) != string.IsNullOrEmpty(UpperBound))
        {
            throw new ArgumentOutOfRangeException(nameof(UpperBound), "Name both bounds or neither.");
        }
    }

    /// <summary>A schema with the forecast's columns at the end: forecast, lower bound, upper bound.</summary>
    public DataViewSchema AddTo(DataViewSchema schema)
    {
        DataViewSchema.Builder builder = new();
        builder.AddColumns(schema);
        foreach (string name in HasBounds ? [Output, LowerBound!, UpperBound!] : (string[])[Output])
        {
            builder.AddColumn(name, VectorType);
        }

        return builder.ToSchema();
    }

    /// <exception cref="ArgumentOutOfRangeException">The name is null or empty.</exception>
    public static string Require(string? name, string parameter) =>
        !string.IsNullOrEmpty(name) ? name : throw new ArgumentOutOfRangeException(parameter, "A column needs a name.");

    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or not of type single.</exception>
    public void RequireInput(DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(Input) is not { } column)
        {
            throw new ArgumentOutOfRangeException(nameof(schema), $"There is no input column '{Input}'.");
        }

        if (!column.Type.Equals(NumberDataViewType.Single))
        {
            throw new ArgumentOutOfRangeException(nameof(schema), $"The input column '{Input}' must be of type Single; it is {column.Type}.");
        }
    }
}
