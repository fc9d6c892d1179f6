using CapacityFunctions.Forecasting.Methods;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>A model learned over many series, for one horizon. Immutable and shared between threads.</summary>
public interface ILearnedModel
{
    /// <summary>Name of the learner.</summary>
    string Name { get; }

    /// <summary>What it was trained for: it forecasts any number of steps up to <see cref="HorizonSpec.Steps"/> on this grid.</summary>
    HorizonSpec Horizon { get; }

    /// <summary>What was chosen inside, for people.</summary>
    string Description { get; }

    /// <summary>The method that forecasts one series, known to the training or not.</summary>
    IForecastMethod For(LearnedSeries series);

    /// <summary>Binary form; <see cref="ILearner.Restore"/> reads it.</summary>
    byte[] Serialize();
}
