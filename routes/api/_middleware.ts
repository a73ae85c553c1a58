import { answerProblems } from "../../lib/http/answer_problems.ts";
import { define } from "../../utils.ts";

export default define.middleware(answerProblems);
