using Microsoft.ML.OnnxRuntime;
using Recount.Evaluation.Models;

namespace Recount.Tests.Evaluation.Models;

/// <summary>Which device is taken, and what is said where it is not there.</summary>
public class ProviderTests
{
    private static readonly string[] Processor = ["CPUExecutionProvider"];
    private static readonly string[] Card = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"];

    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("cpu", "cpu")]
    [InlineData("cuda", "cuda")]
    [InlineData("cuda:0", "cuda")]
    [InlineData("cuda:3", "cuda:3")]
    [InlineData("cuda:-1", null)]
    [InlineData("gpu", null)]
    [InlineData("cuda:", null)]
    public void A_device_is_read(string text, string? expected) => Assert.Equal(expected, Device.Parse(text)?.ToString());

    [Fact]
    public void Auto_takes_a_card_where_the_runtime_knows_one_and_the_processor_after_it()
    {
        Assert.Equal([new Device.Cuda(0), new Device.Cpu()], Provider.Candidates(new Device.Auto(), Card));
        Assert.Equal([new Device.Cpu()], Provider.Candidates(new Device.Auto(), Processor));
    }

    [Fact]
    public void What_is_asked_for_is_taken_and_nothing_else()
    {
        Assert.Equal([new Device.Cuda(2)], Provider.Candidates(new Device.Cuda(2), Card));
        Assert.Equal([new Device.Cpu()], Provider.Candidates(new Device.Cpu(), Card));
    }

    [Fact]
    public void Asking_for_a_card_without_one_says_what_to_do()
    {
        var missing = Assert.Throws<DeviceMissingException>(() => Provider.Candidates(new Device.Cuda(0), Processor));
        Assert.Contains("CPUExecutionProvider", missing.Message, StringComparison.Ordinal);
        Assert.Contains("-p:UseOnnxRuntimeGpu=true", missing.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_does_not_start_is_an_error_and_no_silent_fallback()
    {
        Assert.SkipWhen(OrtEnv.Instance().GetAvailableProviders().Contains(Provider.Cuda) && File.Exists("/dev/nvidiactl"), "this machine has a card");
        var missing = Assert.Throws<DeviceMissingException>(() => Provider.Options(new Device.Cuda(0), 1, true).Dispose());
        Assert.Contains("NVIDIA driver", missing.Advice, StringComparison.Ordinal);
    }

    // The messages are what ONNX Runtime 1.31 said on a machine with one card.
    [Fact]
    public void A_card_that_is_not_there_is_told_by_its_number()
    {
        var missing = Assert.IsType<DeviceMissingException>(Provider.Failure(new Device.Cuda(3), "model.onnx", new InvalidOperationException(
            "[ErrorCode:Fail] /onnxruntime_src/onnxruntime/core/providers/cuda/cuda_execution_provider_info.cc:63 static onnxruntime::CUDAExecutionProviderInfo " +
            "onnxruntime::CUDAExecutionProviderInfo::FromProviderOptions(const onnxruntime::ProviderOptions&) [ONNXRuntimeError] : 1 : FAIL : provider_options_utils.h:187 Parse Failed to " +
            "parse provider option \"device_id\": cuda_execution_provider_info.cc:71 operator() Invalid device ID: 3, must be between 0 (inclusive) and 1 (exclusive).\n")));
        Assert.Equal("CUDA does not start on device 3: Invalid device ID: 3, must be between 0 (inclusive) and 1 (exclusive).", missing.Message);
        Assert.Contains("nvidia-smi -L", missing.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_a_full_card_has_no_room_for_is_no_wrong_model()
    {
        const string full = "[ErrorCode:Fail] Exception during initialization: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:360 void* " +
            "onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*) Failed to allocate memory for requested buffer of size 6291456\n";
        var missing = Assert.IsType<DeviceMissingException>(Provider.Failure(new Device.Cuda(0), "model.onnx", new InvalidOperationException(full)));
        Assert.Equal("'model.onnx' does not fit into the memory of cuda: Failed to allocate memory for requested buffer of size 6291456", missing.Message);
    }

    [Theory]
    [InlineData("/onnxruntime_src/a/cuda_call.cc:123 std::conditional_t<THRW, void, Status> onnxruntime::CudaCall(ERRTYPE, const char*, int) [with ERRTYPE = cudaError; bool THRW = true] CUDA failure 100",
        "CUDA failure 100")]
    [InlineData("/a/b.cc:1 Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library /p/x.so with error: libcublasLt.so.13: cannot open", "libcublasLt.so.13: cannot open")]
    [InlineData("/a/b.cc:1 Get() [ONNXRuntimeError] : 1 : FAIL : Nothing there", "Nothing there")]
    [InlineData("Load model from m.onnx failed", "Load model from m.onnx failed")]
    [InlineData("core/a.cc:7", "core/a.cc:7")]
    public void A_message_is_told_without_the_places_in_the_runtimes_source(string message, string reason) => Assert.Equal(reason, RuntimeError.Reason(message));
}
