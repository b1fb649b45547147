using Recount.Evaluation.Graphs;

namespace Recount.Evaluation.Models;

/// <summary>A decoder that was found, checked, started and compared with itself.</summary>
public sealed class LoadedModel : IDisposable
{
    private LoadedModel(ModelFolder folder, ModelConfig config, ModelDigest digest, Decoder decoder, SelfCheck check, int? vocabulary) =>
        (Folder, Config, Digest, Decoder, Check, Vocabulary) = (folder, config, digest, decoder, check, vocabulary);

    public ModelFolder Folder { get; }

    public ModelConfig Config { get; }

    public ModelDigest Digest { get; }

    public Decoder Decoder { get; }

    public SelfCheck Check { get; }

    /// <summary>Token ids below it are known to the model, as its graph says or its full logits showed.</summary>
    public int? Vocabulary { get; }

    /// <summary>The type of weights and of keys and values, as results depend on it.</summary>
    public string ElementType => SelfCheck.IsHalf(Decoder.Layout) ? "float16" : "float32";

    /// <summary>Opens a model.</summary>
    /// <param name="path">Its folder, or the graph in it.</param>
    /// <param name="threads">Of one operator; 0 leaves it to the runtime.</param>
    /// <param name="sha256">What its digest must be; null for any.</param>
    /// <exception cref="ModelRefusedException">It is not found, not understood, not what was asked for, or does not agree with itself.</exception>
    /// <exception cref="DeviceMissingException">The device is not there.</exception>
    public static LoadedModel Open(string path, Device device, int threads = 0, string? sha256 = null, CancellationToken stop = default)
    {
        var folder = ModelFolder.Find(path);
        var config = ModelConfig.Read(folder.Folders);
        var stood = ModelDigest.Stand(folder.Graph);
        var file = ModelFile.Read(folder.Graph);
        var digest = ModelDigest.Of(file.Files, stop);
        if (ModelDigest.Stand(folder.Graph) != stood)
        {
            throw new ModelRefusedException($"'{folder.Graph}' changed while it was being loaded.");
        }

        if (sha256 is not null && digest.Sha256 != sha256)
        {
            throw new ModelRefusedException($"'{folder.Graph}' has the sha256 {digest.Sha256}, not {sha256}: it is not the model that was asked for.");
        }

        var length = config.MaxLength ?? SelfCheck.Longest;
        float[] plain;
        int? vocabulary;
        using (var asItStands = Decoder.Start(file, device, threads, "it was compared with itself"))
        {
            plain = SelfCheck.Alone(asItStands, length);
            vocabulary = asItStands.Vocabulary;
        }

        stop.ThrowIfCancellationRequested();
        var decoder = Started(file, device, threads, length, plain);
        try
        {
            var check = SelfCheck.Of(decoder, length, plain);
            return digest.Changed() is { } changed ? throw new ModelRefusedException($"'{changed}' changed while it was being loaded.")
                : new(folder, config, digest, decoder, check, vocabulary);
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    public void Dispose() => Decoder.Dispose();

    // Edited, or as it stands where the edited graph does not run or gives other scores.
    private static Decoder Started(ModelFile file, Device device, int threads, int length, float[] plain)
    {
        string why;
        try
        {
            var edited = Decoder.Start(file, device, threads);
            try
            {
                if (SelfCheck.Differs(edited, length, plain) is not { } difference)
                {
                    return edited;
                }

                why = $"the edited graph gives other scores, by {difference}";
            }
            catch
            {
                edited.Dispose();
                throw;
            }

            edited.Dispose();
        }
        catch (ModelRefusedException e)
        {
            why = $"the edited graph does not run: {e.Message}";
        }

        return Decoder.Start(file, device, threads, why);
    }
}
