using System.Security.Cryptography;
using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Files;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;

namespace CapacityFunctions.Cli.Learning;

/// <summary>A directory with learned models, each in a file of its own, and <c>models.json</c>, which describes them.</summary>
/// <param name="path">The directory as the user named it.</param>
internal sealed class ModelFolder(string path)
{
    private const string ManifestName = "models.json";

    private string ManifestPath => Path.Combine(path, ManifestName);

    public static string FileOf(string learner) => $"{learner}.model";

    public static string HashOf(ReadOnlySpan<byte> state) => Convert.ToHexStringLower(SHA256.HashData(state));

    /// <summary>The manifest last: until it is there, the hashes of the one before tell that the models beside it are others.</summary>
    /// <param name="manifest">What is said of them.</param>
    /// <param name="states">Of each model of the manifest.</param>
    /// <exception cref="InputException">It cannot be written there.</exception>
    public void Write(ModelManifest manifest, IReadOnlyList<byte[]> states)
    {
        for (int i = 0; i < states.Count; i++)
        {
            AtomicFile.Write(Path.Combine(path, manifest.Models[i].File), states[i]);
        }

        AtomicFile.Write(ManifestPath, ReportFile.BytesOf(manifest));
    }

    /// <summary>Reads models that suit a forecast.</summary>
    /// <param name="learners">Whose models are wanted.</param>
    /// <param name="areRequired">False where those that the directory has are enough.</param>
    /// <param name="horizon">How far ahead on which grid they will be asked.</param>
    /// <param name="timeZone">By whose clock.</param>
    /// <exception cref="InputException">The directory, its manifest or a model is missing, damaged, or made for something else.</exception>
    public IReadOnlyList<ILearnedModel> Read(IReadOnlyList<ILearner> learners, bool areRequired, HorizonSpec horizon, TimeZoneInfo timeZone)
    {
        if (!Directory.Exists(path))
        {
            throw InputException.In(path, "there is no such directory; capacity train makes one");
        }

        ModelManifest manifest = JsonInput.Read(ManifestPath, stream => JsonSerializer.Deserialize<ModelManifest>(stream, JsonSerializerOptions.Web));
        if (manifest.TimeZone != timeZone.Id)
        {
            throw InputException.In(ManifestPath, $"the models follow the clock of {manifest.TimeZone}, the forecast that of {timeZone.Id} (--time-zone)");
        }

        List<ILearnedModel> models = [];
        foreach (ILearner learner in learners)
        {
            if (manifest.Models.FirstOrDefault(entry => entry.Learner == learner.Name) is { } entry)
            {
                models.Add(Read(learner, entry, horizon));
            }
            else if (areRequired)
            {
                throw InputException.In(ManifestPath, $"there is no model of {learner.Name} (--models)");
            }
        }

        return models;
    }

    private ILearnedModel Read(ILearner learner, ModelEntry entry, HorizonSpec horizon)
    {
        string file = Path.Combine(path, FileOf(learner.Name));
        using Stream stream = InputFile.Open(file);
        using MemoryStream state = new();
        stream.CopyTo(state);
        if (HashOf(state.ToArray()) != entry.Sha256)
        {
            throw InputException.In(file, $"is damaged, or of another training than {ManifestName} tells of");
        }

        ILearnedModel model;
        try
        {
            model = learner.Restore(state.ToArray());
        }
        catch (InvalidDataException damaged)
        {
            throw InputException.In(file, $"cannot be read: {damaged.Message}");
        }

        if (model.Horizon.Grid != horizon.Grid)
        {
            throw InputException.In(file, $"was learned on steps of {model.Horizon.Grid}, the forecast has steps of {horizon.Grid} (--frequency)");
        }

        return model.Horizon.Steps >= horizon.Steps
            ? model
            : throw InputException.In(file, $"was learned for {model.Horizon.Steps} steps ahead, {horizon.Steps} are asked for (--horizon)");
    }
}
