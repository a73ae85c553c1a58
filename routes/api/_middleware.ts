import { answerProblems } from "../../lib/api/answer_problems.ts";
import { define } from "../../utils.ts";

export default define.middleware(answerProblems);
