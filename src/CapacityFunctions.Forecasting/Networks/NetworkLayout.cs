namespace CapacityFunctions.Forecasting.Networks;

/// <summary>
/// Where each matrix of a network lies in its flat array of parameters: weights and embeddings first, which weight decay shrinks, then biases,
/// which it leaves alone.
/// </summary>
internal sealed class NetworkLayout
{
    private readonly List<ParameterView> views = [];

    public NetworkLayout(NetworkShape shape)
    {
        shape.Require();
        int gates = 4 * shape.Units;
        Inputs = new ParameterView[shape.Layers];
        Recurrents = new ParameterView[shape.Layers];
        GateBiases = new ParameterView[shape.Layers];
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            Inputs[layer] = Next($"lstm{layer}.input", layer == 0 ? shape.EncoderInputs : shape.Units, gates);
            Recurrents[layer] = Next($"lstm{layer}.recurrent", shape.Units, gates);
        }

        Traits = Next("traits", shape.TraitWords, shape.TraitUnits);
        SharedInputs = shape.Units + shape.TraitUnits;
        First = Next("decoder1.weights", SharedInputs + shape.DecoderInputs, shape.DecoderUnits);
        Second = Next("decoder2.weights", shape.DecoderUnits, shape.DecoderUnits);
        Head = Next("head.weights", shape.DecoderUnits, shape.Quantiles);
        Decayed = Count;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            GateBiases[layer] = Next($"lstm{layer}.bias", 1, gates);
        }

        FirstBias = Next("decoder1.bias", 1, shape.DecoderUnits);
        SecondBias = Next("decoder2.bias", 1, shape.DecoderUnits);
        HeadBias = Next("head.bias", 1, shape.Quantiles);
    }

    /// <summary>Input weights of each LSTM layer.</summary>
    public ParameterView[] Inputs { get; }

    /// <summary>Recurrent weights of each LSTM layer.</summary>
    public ParameterView[] Recurrents { get; }

    public ParameterView[] GateBiases { get; }

    /// <summary>A row for each word.</summary>
    public ParameterView Traits { get; }

    /// <summary>Inputs of the decoder that are the same for all steps: context, then traits.</summary>
    public int SharedInputs { get; }

    public ParameterView First { get; }

    public ParameterView FirstBias { get; }

    public ParameterView Second { get; }

    public ParameterView SecondBias { get; }

    public ParameterView Head { get; }

    public ParameterView HeadBias { get; }

    /// <summary>Parameters in front of the first bias.</summary>
    public int Decayed { get; }

    /// <summary>All parameters.</summary>
    public int Count => views.Count == 0 ? 0 : views[^1].Offset + views[^1].Length;

    public IReadOnlyList<ParameterView> Views => views;

    private ParameterView Next(string name, int rows, int columns)
    {
        ParameterView view = new(name, Count, rows, columns);
        views.Add(view);
        return view;
    }
}
