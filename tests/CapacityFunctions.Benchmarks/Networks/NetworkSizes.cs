using System.Globalization;
using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Benchmarks.Networks;

/// <summary>What the verb <c>network</c> measures; compare/network.py takes the same options.</summary>
/// <param name="Window">Steps the encoder reads.</param>
/// <param name="Units">Units of LSTM layers and decoder.</param>
/// <param name="Layers">LSTM layers.</param>
/// <param name="Batch">Sequences a step.</param>
/// <param name="Steps">Training steps that are timed.</param>
internal sealed record NetworkSizes(int Window = 168, int Units = 48, int Layers = 2, int Batch = 64, int Steps = 30)
{
    private const int EncoderInputs = 8;
    private const int Horizon = 24;
    private const int DecoderInputs = 24;

    public static NetworkSizes Smoke { get; } = new(Window: 12, Units: 8, Layers: 1, Batch: 4, Steps: 2);

    /// <summary>Eight encoder inputs, 24 steps ahead with 24 inputs each, nine quantiles.</summary>
    public NetworkShape Shape => new()
    {
        EncoderInputs = EncoderInputs,
        Units = Units,
        Layers = Layers,
        WindowSteps = Window,
        HorizonSteps = Horizon,
        DecoderInputs = DecoderInputs,
        DecoderUnits = Units,
        Probabilities = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975],
    };

    /// <param name="options">Pairs of name and number above 0, for example <c>--units 64</c>.</param>
    /// <returns>Null for what isn't understood.</returns>
    public static NetworkSizes? Parse(IReadOnlyList<string> options)
    {
        NetworkSizes sizes = new();
        for (int i = 0; i < options.Count; i += 2)
        {
            if (i + 1 == options.Count || !int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) || value < 1)
            {
                return null;
            }

            switch (options[i])
            {
                case "--window":
                    sizes = sizes with { Window = value };
                    break;
                case "--units":
                    sizes = sizes with { Units = value };
                    break;
                case "--layers" when value <= 3:
                    sizes = sizes with { Layers = value };
                    break;
                case "--batch":
                    sizes = sizes with { Batch = value };
                    break;
                case "--steps":
                    sizes = sizes with { Steps = value };
                    break;
                default:
                    return null;
            }
        }

        return sizes;
    }
}
