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

    /// <summary>
    /// The method that forecasts one series, known to the training or not. It never knows what it is judged by: a model holds what was learned from
    /// everything, for histories that go beyond the training, and what was learned from the time before a cutoff, for the origins of selection
    /// after it. Before the cutoff of a series that it was trained on, <see cref="IForecastMethod.Fit"/> returns null.
    /// </summary>
    IForecastMethod For(LearnedSeries series);

    /// <summary>The same with what was learned before the cutoff alone, so that two models can be compared on the time that both held back.</summary>
    IForecastMethod ForHeldBack(LearnedSeries series);

    /// <summary>Binary form; <see cref="ILearner.Restore"/> reads it.</summary>
    byte[] Serialize();
}
