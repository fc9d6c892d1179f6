namespace CapacityFunctions.Forecasting.Networks;

/// <summary>Gradients of activations, for a slice that trains.</summary>
internal sealed class BackwardBuffers(NetworkShape shape, NetworkLayout layout, int capacity)
{
    /// <summary>Of the head's outputs, horizon steps × sequences × probabilities.</summary>
    public float[] Outputs { get; } = new float[shape.HorizonSteps * capacity * shape.Quantiles];

    /// <summary>Of the second hidden layer.</summary>
    public float[] Second { get; } = new float[shape.HorizonSteps * capacity * shape.DecoderUnits];

    /// <summary>Of the first hidden layer.</summary>
    public float[] First { get; } = new float[shape.HorizonSteps * capacity * shape.DecoderUnits];

    /// <summary>Of context and traits.</summary>
    public float[] Shared { get; } = new float[capacity * layout.SharedInputs];

    /// <summary>Of the last states of the top layer.</summary>
    public float[] Context { get; } = new float[capacity * shape.Units];

    /// <summary>Zeros: nothing but the layer above reads the last states of a lower layer.</summary>
    public float[] NoContext { get; } = new float[capacity * shape.Units];

    /// <summary>Of the states between two layers; a layer reads one and writes the other.</summary>
    public float[][] States { get; } = shape.Layers == 1
        ? []
        : [new float[shape.WindowSteps * capacity * shape.Units], new float[shape.WindowSteps * capacity * shape.Units]];
}
