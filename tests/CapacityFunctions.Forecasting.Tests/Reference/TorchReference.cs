using System.Text.Json;
using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Forecasting.Tests.Reference;

/// <summary>Values of network.json, written by network.py beside it.</summary>
internal sealed record TorchReference
{
    private static readonly Lazy<TorchReference> Loaded = new(Load);

    public static TorchReference Instance => Loaded.Value;

    public required string Source { get; init; }

    public required int EncoderInputs { get; init; }

    public required int Units { get; init; }

    public required int Layers { get; init; }

    public required int WindowSteps { get; init; }

    public required int HorizonSteps { get; init; }

    public required int DecoderInputs { get; init; }

    public required int DecoderUnits { get; init; }

    public required int TraitWords { get; init; }

    public required int TraitUnits { get; init; }

    public required double[] Probabilities { get; init; }

    public required int Sequences { get; init; }

    public required float LearningRate { get; init; }

    public required float WeightDecay { get; init; }

    public required float ClipNorm { get; init; }

    public required float[] Window { get; init; }

    public required float[] StepInputs { get; init; }

    public required float[] Base { get; init; }

    public required float[] Targets { get; init; }

    public required bool[] Known { get; init; }

    public required float[] Weights { get; init; }

    public required int[][] Traits { get; init; }

    public required float[] Parameters { get; init; }

    /// <summary>Horizon steps × sequences × probabilities.</summary>
    public required double[] Quantiles { get; init; }

    public required double Loss { get; init; }

    public required double[] Gradient { get; init; }

    /// <summary>Before each of three steps.</summary>
    public required double[] Losses { get; init; }

    /// <summary>Parameters after them.</summary>
    public required double[] Trained { get; init; }

    public NetworkShape Shape => new()
    {
        EncoderInputs = EncoderInputs,
        Units = Units,
        Layers = Layers,
        WindowSteps = WindowSteps,
        HorizonSteps = HorizonSteps,
        DecoderInputs = DecoderInputs,
        DecoderUnits = DecoderUnits,
        Probabilities = Probabilities,
        TraitWords = TraitWords,
        TraitUnits = TraitUnits,
    };

    /// <summary>The network before its first step.</summary>
    public SequenceNetwork CreateNetwork()
    {
        SequenceNetwork network = new(Shape, seed: 1, new AdamOptions { WeightDecay = WeightDecay, ClipNorm = ClipNorm });
        Parameters.CopyTo(network.Parameters);
        return network;
    }

    public NetworkBatch CreateBatch()
    {
        NetworkBatch batch = new(Shape, Sequences);
        Window.CopyTo(batch.Window, 0);
        StepInputs.CopyTo(batch.StepInputs, 0);
        Base.CopyTo(batch.Base, 0);
        Targets.CopyTo(batch.Targets, 0);
        Known.CopyTo(batch.Known, 0);
        Weights.CopyTo(batch.Weights, 0);
        Traits.CopyTo(batch.Traits, 0);
        return batch;
    }

    private static TorchReference Load()
    {
        using Stream stream = typeof(TorchReference).Assembly.GetManifestResourceStream("network.json")!;
        return JsonSerializer.Deserialize<TorchReference>(stream, JsonSerializerOptions.Web)!;
    }
}
