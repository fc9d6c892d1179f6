using Azure.Data.Tables;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using CapacityFunctions.Storage.Keys;
using CapacityFunctions.Storage.Rows;

namespace CapacityFunctions.Storage.Predictions;

/// <summary>A prediction as a row: its words as JSON, its numbers packed, one property for each array over the steps.</summary>
internal static class PredictionRow
{
    private const string PredictionColumn = "Prediction";
    private const string MeanColumn = "Mean";
    private const string LowerColumn = "Lower";
    private const string UpperColumn = "Upper";
    private const string ErrorSamplesColumn = "ErrorSamples";

    /// <summary>What a prediction of any horizon takes: each array fits into one property.</summary>
    internal static IReadOnlyList<string> WithoutSamples { get; } = ["PartitionKey", "RowKey", PredictionColumn, MeanColumn, LowerColumn, UpperColumn];

    internal static string RowKey(ResourceType resourceType, ForecastHorizon horizon, CycleId cycleId) =>
        TableKey.Join(resourceType.Value, ForecastHorizons.NameOf(horizon), TableKey.Falling(cycleId.ScheduledAt));

    internal static TableEntity From(StoredPrediction stored)
    {
        WorkloadPrediction prediction = stored.Prediction;
        TableEntity row = new(
            TableKey.OfAccount(prediction.AccountId), RowKey(prediction.ResourceType, prediction.Horizon, prediction.CycleId));
        row.SetJson(PredictionColumn, prediction with
        {
            Mean = [],
            Intervals = [.. prediction.Intervals.Select(interval => interval with { Lower = [], Upper = [] })],
        });
        row.SetBytes(MeanColumn, PackedDoubles.Pack(prediction.Mean));
        row.SetBytes(LowerColumn, PackedDoubles.Pack(prediction.Intervals.SelectMany(interval => interval.Lower)));
        row.SetBytes(UpperColumn, PackedDoubles.Pack(prediction.Intervals.SelectMany(interval => interval.Upper)));
        if (!stored.ErrorSamples.IsEmpty)
        {
            row.SetBytes(ErrorSamplesColumn, stored.ErrorSamples);
        }

        return row;
    }

    internal static StoredPrediction Read(TableEntity row)
    {
        WorkloadPrediction words = row.GetJson<WorkloadPrediction>(PredictionColumn);
        double[] mean = PackedDoubles.Unpack(row.GetBytes(MeanColumn));
        double[] lower = PackedDoubles.Unpack(row.GetBytes(LowerColumn));
        double[] upper = PackedDoubles.Unpack(row.GetBytes(UpperColumn));
        WorkloadPrediction prediction = words with
        {
            Mean = mean,
            Intervals =
            [
                .. words.Intervals.Select((interval, index) => interval with
                {
                    Lower = lower[(index * mean.Length)..((index + 1) * mean.Length)],
                    Upper = upper[(index * mean.Length)..((index + 1) * mean.Length)],
                }),
            ],
        };
        return new StoredPrediction(prediction, row.GetBytes(ErrorSamplesColumn));
    }
}
