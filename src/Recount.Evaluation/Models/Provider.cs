using Microsoft.ML.OnnxRuntime;
using Recount.Evaluation.Graphs;

namespace Recount.Evaluation.Models;

/// <summary>Chooses the runtime's execution provider for a device.</summary>
internal static class Provider
{
    public const string Cuda = "CUDAExecutionProvider";

    private const string Build = "Build Recount with -p:UseOnnxRuntimeGpu=true for it.";

    /// <summary>The devices to try, the first that starts wins.</summary>
    /// <param name="available">Names of the providers that this runtime was built with.</param>
    /// <exception cref="DeviceMissingException">CUDA was asked for and this runtime lacks it.</exception>
    public static IReadOnlyList<Device> Candidates(Device asked, IReadOnlyList<string> available) => asked switch
    {
        Device.Cuda when !available.Contains(Cuda) => throw new DeviceMissingException(
            $"This build runs models on the processor only: its ONNX Runtime has {string.Join(", ", available)}, and no {Cuda}.", Build),
        Device.Auto => available.Contains(Cuda) ? [new Device.Cuda(0), new Device.Cpu()] : [new Device.Cpu()],
        _ => [asked],
    };

    /// <summary>The session options of one device.</summary>
    /// <param name="threads">Of one operator; 0 leaves it to the runtime.</param>
    /// <param name="exact">Products of 32-bit numbers in 32 bits, not in the 19 of TF32.</param>
    /// <exception cref="DeviceMissingException">The provider cannot start: the driver or a library is not there.</exception>
    public static SessionOptions Options(Device device, int threads, bool exact)
    {
        var options = new SessionOptions
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL, IntraOpNumThreads = threads, InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // Batches differ in shape, and a pattern would be kept for each.
            EnableMemoryPattern = false,
        };
        // Threads that spin while they wait take the processor from whoever shares the machine, and from the tokenizer.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        // Attention weighs most keys by next to nothing, and arithmetic on numbers below 1e-38 takes twice the time of all the rest: they count as 0.
        options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
        if (device is Device.Cuda cuda)
        {
            try
            {
                using var settings = new OrtCUDAProviderOptions();
                settings.UpdateOptions(new Dictionary<string, string>
                {
                    ["device_id"] = cuda.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), ["use_tf32"] = exact ? "0" : "1",
                    ["arena_extend_strategy"] = "kSameAsRequested",
                });
                options.AppendExecutionProvider_CUDA(settings);
            }
            catch (Exception e) when (e is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException)
            {
                options.Dispose();
                throw Missing(cuda, e);
            }
        }

        return options;
    }

    /// <summary>What to say where a session does not start.</summary>
    /// <param name="file">The model's.</param>
    /// <returns><see cref="DeviceMissingException"/> where it is the device's fault: another one may take the model.</returns>
    public static Exception Failure(Device device, string file, Exception why) => RuntimeError.IsMemory(why.Message)
        ? new DeviceMissingException(
            $"'{file}' does not fit into the memory of {device}: {RuntimeError.Reason(why.Message)}",
            "Make room (nvidia-smi shows who has a card's memory), or try another device or weights of 16 bits.", why)
        : device is Device.Cuda cuda && why.Message.Contains("CUDA", StringComparison.OrdinalIgnoreCase) ? Missing(cuda, why)
        : new ModelRefusedException($"The runtime does not take '{file}': {Text.Plain.Short(why.Message.ReplaceLineEndings(" "), 400)}", why);

    private static DeviceMissingException Missing(Device.Cuda device, Exception why) => new(
        $"CUDA does not start on device {device.Index}: {RuntimeError.Reason(why.Message)}",
        why.Message.Contains("Invalid device ID", StringComparison.Ordinal) ? "nvidia-smi -L lists the cards, from 0."
        : "It needs an NVIDIA driver, CUDA 12 or 13 as this build of ONNX Runtime asks for, and cuDNN 9, with their folders on the library path (nvidia-smi shows the driver).", why);
}
