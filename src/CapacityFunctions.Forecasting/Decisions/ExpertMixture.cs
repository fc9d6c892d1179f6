using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Decisions;

/// <summary>
/// Several opinions on one quantile, weighted by e^(−η × loss ÷ mean loss) of their pinball losses so far, older ones fading (exponentially
/// weighted aggregation, Vovk 1990; Cesa-Bianchi &amp; Lugosi 2006, chapter 2): the mixture soon loses hardly more than the best of them.
/// </summary>
internal sealed class ExpertMixture(double probability, int experts)
{
    private const double Memory = 0.999;
    private const double LearningRate = 20;

    private readonly double[] losses = new double[experts];

    public double Mix(ReadOnlySpan<double> opinions)
    {
        double mean = 0;
        double least = losses[0];
        foreach (double loss in losses)
        {
            mean += loss / experts;
            least = Math.Min(least, loss);
        }

        double total = 0;
        double sum = 0;
        for (int i = 0; i < experts; i++)
        {
            double weight = mean > 0 ? Math.Exp(-LearningRate * (losses[i] - least) / mean) : 1;
            total += weight;
            sum += weight * opinions[i];
        }

        return sum / total;
    }

    public void Learn(ReadOnlySpan<double> opinions, double outcome)
    {
        for (int i = 0; i < experts; i++)
        {
            double error = outcome - opinions[i];
            double loss = error > 0 ? probability * error : (probability - 1) * error;
            losses[i] = (Memory * losses[i]) + loss;
        }
    }

    public void Write(StateWriter writer) => writer.WriteDoubles(losses);

    public void Read(StateReader reader) => StateArrays.Restore(reader, losses);
}
