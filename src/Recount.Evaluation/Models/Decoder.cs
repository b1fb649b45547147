using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Recount.Evaluation.Graphs;

namespace Recount.Evaluation.Models;

/// <summary>A decoder in the runtime: batches of token sequences in, log-probabilities out.</summary>
public sealed class Decoder : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly OrtMemoryInfo _memory;
    private readonly Feed _feed;

    private Decoder(InferenceSession session, DecoderLayout layout, Device device, string? headResists, string? pastResists, string runtime)
    {
        (_session, Layout, Device, HeadResists, PastResists, Runtime) = (session, layout, device, headResists, pastResists, runtime);
        _memory = device is Device.Cuda cuda ? new("Cuda", OrtAllocatorType.DeviceAllocator, cuda.Index, OrtMemType.Default)
            : new("Cpu", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        _feed = new(layout, pastResists is null, headResists is null);
    }

    public DecoderLayout Layout { get; }

    /// <summary>Where it runs.</summary>
    public Device Device { get; }

    /// <summary>Why logits of all positions are computed, where they are; null where only scored rows get any.</summary>
    public string? HeadResists { get; }

    /// <summary>Why no row can go on from another, where none can.</summary>
    public string? PastResists { get; }

    /// <summary>The runtime's version.</summary>
    public string Runtime { get; }

    /// <summary>The vocabulary's size, as the graph says it or as full logits showed.</summary>
    public int? Vocabulary => _feed.Vocabulary;

    /// <summary>Starts a checked model on a device.</summary>
    /// <param name="threads">Of one operator; 0 leaves it to the runtime.</param>
    /// <param name="plain">Leave the graph as it is, full logits and nothing shared, and why; null to edit it.</param>
    /// <param name="exact">On CUDA, no TF32.</param>
    /// <exception cref="ModelRefusedException">The graph is not understood, or the runtime does not take it.</exception>
    /// <exception cref="DeviceMissingException">The device is not there.</exception>
    public static Decoder Start(ModelFile file, Device device, int threads = 0, string? plain = null, bool exact = true)
    {
        var layout = DecoderLayout.Of(file);
        var edited = file.Model.Clone();
        var head = plain ?? ScoredRows.Edit(edited, file.Opset, layout.Logits.Name);
        var past = plain ?? SharedPast.Edit(edited, file.Opset, layout.Past);
        var bytes = edited.ToByteArray();
        try
        {
            var (session, on) = Lane.Do(() => Session(bytes, file, Provider.Candidates(device, OrtEnv.Instance().GetAvailableProviders()), threads, exact));
            return new(session, layout, on, head, past, OrtEnv.Instance().GetVersionString());
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
        {
            throw new DeviceMissingException(
                $"ONNX Runtime does not load: {Text.Plain.Short((e.InnerException ?? e).Message.ReplaceLineEndings(" "), 300)}", "Its native library belongs beside the program.", e);
        }
    }

    /// <summary>Runs a batch.</summary>
    /// <exception cref="BatchTooLargeException">The device has too little memory for it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, if need be in the middle of the batch.</exception>
    /// <exception cref="ModelRefusedException">The runtime failed otherwise.</exception>
    public Answers Run(Batch batch, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        var inputs = _feed.Inputs(batch);
        try
        {
            // Only the runtime's own work is done there: library code may hold numbers in the bits of denormal ones.
            var outputs = Lane.Do(() => Outputs(inputs, batch.Keeps, stop));
            var cache = batch.Keeps ? new Cache([.. outputs.Skip(_feed.Answers.Count)], batch.Rows.Count, inputs.Length, inputs.Mask) : null;
            try
            {
                var (probabilities, likeliest) = _feed.Read(batch, outputs);
                return new(probabilities, likeliest, cache);
            }
            catch
            {
                cache?.Dispose();
                throw;
            }
            finally
            {
                foreach (var output in outputs.Take(_feed.Answers.Count))
                {
                    output.Dispose();
                }
            }
        }
        catch (OnnxRuntimeException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (OnnxRuntimeException e) when (RuntimeError.IsMemory(e.Message))
        {
            throw new BatchTooLargeException(Text.Plain.Short(e.Message.ReplaceLineEndings(" "), 200), e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelRefusedException($"The runtime failed on {batch.Rows.Count} rows of {batch.Width} tokens: {Text.Plain.Short(e.Message.ReplaceLineEndings(" "), 400)}", e);
        }
        finally
        {
            foreach (var (_, value) in inputs.Owned)
            {
                value.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
        _memory.Dispose();
        _feed.Dispose();
    }

    // On the first device that starts.
    private static (InferenceSession Session, Device On) Session(byte[] model, ModelFile file, IReadOnlyList<Device> candidates, int threads, bool exact)
    {
        foreach (var candidate in candidates)
        {
            try
            {
                using var options = Provider.Options(candidate, threads, exact);
                options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", file.Folder);
                return (new(model, options), candidate);
            }
            catch (OnnxRuntimeException e)
            {
                var failure = Provider.Failure(candidate, Path.GetFileName(file.Path), e);
                if (failure is not DeviceMissingException || candidate == candidates[^1])
                {
                    throw failure;
                }
            }
            catch (DeviceMissingException) when (candidate != candidates[^1])
            {
            }
        }

        throw new System.Diagnostics.UnreachableException();
    }

    // Answers first, then keys and values.
    private List<OrtValue> Outputs(Inputs inputs, bool keeps, CancellationToken stop)
    {
        using var binding = _session.CreateIoBinding();
        foreach (var (name, value) in inputs.Owned.Concat(inputs.Lent))
        {
            binding.BindInput(name, value);
        }

        foreach (var name in _feed.Answers)
        {
            binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
        }

        foreach (var past in keeps ? Layout.Past : [])
        {
            binding.BindOutputToDevice(past.Output, _memory);
        }

        _run.Terminate = false;
        using var terminated = stop.Register(() => _run.Terminate = true);
        _session.RunWithBinding(_run, binding);
        return [.. binding.GetOutputValues()];
    }
}
