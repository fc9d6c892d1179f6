using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Learning;

/// <summary>
/// Hourly series of one daily shape and a level each, which campaigns of eight hours double; when they come is known ahead, and differs from one series
/// to the next.
/// </summary>
internal static class CampaignPanel
{
    public const string Signal = "campaign";

    public static SeriesPanel Of(int series, int days, bool hasSignal) =>
        new(HorizonSpec.OneDay, [.. Enumerable.Range(0, series).Select(number => Item(number, days, hasSignal))]);

    public static PanelSeries Item(int number, int days, bool hasSignal)
    {
        Random random = new(number + 1);
        double level = 10 * (number + 1);
        double[] values = new double[24 * days];
        List<Observation> campaigns = [new Observation(SampleSeries.Start, 0)];
        int begin = random.Next(4, 40);
        for (int i = 0; i < values.Length; i++)
        {
            if (i >= begin + 8)
            {
                campaigns.Add(new Observation(SampleSeries.Start.AddHours(begin), 1));
                campaigns.Add(new Observation(SampleSeries.Start.AddHours(begin + 8), 0));
                begin = i + random.Next(10, 50);
            }

            double shape = 1.5 + Math.Sin(2 * Math.PI * i / 24) + (0.1 * random.NextDouble());
            values[i] = level * shape * (i >= begin ? 2 : 1);
        }

        campaigns.Add(new Observation(SampleSeries.Start.AddHours(begin), 1));
        ExternalInputs inputs = hasSignal ? new([new ExternalInput(Signal, InputKnowledge.KnownAhead, campaigns)]) : ExternalInputs.None;
        string[] traits = number % 2 == 0 ? ["kind=even"] : ["kind=odd"];
        return new PanelSeries(new LearnedSeries($"series-{number:00}", traits, inputs), TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values));
    }
}
