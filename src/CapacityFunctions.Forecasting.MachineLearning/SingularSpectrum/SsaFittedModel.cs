using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.MachineLearning.SingularSpectrum;

/// <param name="walk">Shared with the models before and after on the same series.</param>
/// <param name="tail">Standardised steps since training, the last two windows at most.</param>
internal sealed class SsaFittedModel(SsaWalk walk, float[] tail) : IFittedModel
{
    private const byte Version = 1;

    public string Description => $"window of {walk.Training.Window} steps";

    public IFittedModel Update(ObservationBlock block) =>
        block.Length == 0 ? this : new SsaFittedModel(walk, walk.Observe(tail, block));

    public MethodForecast Forecast(ForecastRequest request)
    {
        SsaTraining training = walk.Training;
        SpectrumForecast forecast = walk.Forecast(tail, request.Horizon);
        double[] mean = new double[request.Horizon];
        double[] deviation = new double[request.Horizon];
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] = training.Restore(forecast.Mean[step]);
            deviation[step] = training.Scale * (forecast.Upper[step] - forecast.Lower[step]) / (2 * SsaTraining.BoundWidth);
        }

        return new MethodForecast(mean, deviation);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        walk.Training.Write(writer);
        writer.WriteSingles(tail);
    }

    public static SsaFittedModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "SSA model");
        return new SsaFittedModel(new SsaWalk(SsaTraining.Read(reader)), reader.ReadSingles());
    }
}
