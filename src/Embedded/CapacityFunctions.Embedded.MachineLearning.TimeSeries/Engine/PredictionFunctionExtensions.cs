using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.TimeSeries;

/// <summary>Prediction engines of transformers that forecast.</summary>
public static class PredictionFunctionExtensions
{
    /// <summary>An engine on a copy of the forecast's state: what it observes changes neither the transformer nor other engines.</summary>
    /// <typeparam name="TSrc">The input's row.</typeparam>
    /// <typeparam name="TDst">The output's row.</typeparam>
    /// <param name="transformer">A forecast, or a chain that holds one.</param>
    /// <param name="env">The <see cref="MLContext"/>.</param>
    /// <param name="ignoreMissingColumns">Whether members of <typeparamref name="TDst"/> without a column are left alone.</param>
    /// <param name="inputSchemaDefinition">Names and types of the input's columns; null for those of the type.</param>
    /// <param name="outputSchemaDefinition">Names and types of the output's columns; null for those of the type.</param>
    public static TimeSeriesPredictionEngine<TSrc, TDst> CreateTimeSeriesEngine<TSrc, TDst>(
        this ITransformer transformer,
        IHostEnvironment env,
        bool ignoreMissingColumns = false,
        SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(transformer);
        return new TimeSeriesPredictionEngine<TSrc, TDst>(
            env as MLContext ?? new MLContext(), transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition);
    }
}
